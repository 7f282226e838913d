package io.waybill.delivery.destination.http;

import io.waybill.delivery.credential.CredentialUse;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Resolution;
import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.request.http.Guard;
import io.waybill.delivery.request.http.ReadyRequest;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.ReadyFile;
import io.waybill.delivery.transport.ReadyFile.LogIn;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.language.Vars;
import io.waybill.language.WorkLimit;
import io.waybill.language.WorkLimit.TooMuchWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Prepares what goes to a destination: the same for deliveries and for tests of it. */
@Singleton
public final class Preparation {

    private static final String TOO_LARGE = "The delivery is too large";

    private final MasterKeys masterKeys;
    private final Guard guard;

    @Inject
    Preparation(MasterKeys masterKeys, Guard guard) {
        this.masterKeys = masterKeys;
        this.guard = guard;
    }

    /**
     * @throws io.waybill.eventsourcing.sealing.SealBroken where a secret cannot be opened
     */
    public Prepared prepare(Resolution.Found found, UUID account, String eventId, Vars vars) {
        Settings settings = settings(found.settings(), account);
        Transport transport =
                found.destination().map(Destination::transport).orElseGet(Transport.Http::new);
        try {
            return switch (transport) {
                case Transport.Http _ -> request(found, account, eventId, settings, vars);
                case Transport.Mail mail ->
                        WorkLimit.within(() -> Letter.of(mail, vars, eventId, List.of()));
                case Transport.Sftp _, Transport.Ftp _ ->
                        WorkLimit.within(() ->
                                ReadyFile.of(
                                        transport,
                                        new LogIn(account, found.credentialId()),
                                        settings,
                                        vars,
                                        eventId));
            };
        } catch (TooMuchWork muchTooLarge) {
            return new Prepared.Broken(TOO_LARGE);
        }
    }

    private Prepared request(
            Resolution.Found found, UUID account, String eventId, Settings settings, Vars vars) {
        Prepared prepared = ReadyRequest.of(settings, vars, eventId, guard);
        return prepared instanceof ReadyRequest ready && found.credentialId().isPresent()
                ? ready.showing(new CredentialUse(account, found.credentialId().get(), eventId))
                : prepared;
    }

    /** Secrets are sealed for the account that they belong to. */
    private Settings settings(Map<String, ? extends @Nullable Object> json, UUID account) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        json.forEach((name, value) -> {
            if (value instanceof String text && SealedText.isSealed(text)) {
                String clear = SealedText.open(masterKeys, account.toString(), text);
                settings.put(name, Setting.secret(clear));
            } else if (value instanceof String text) {
                settings.put(name, Setting.template(text));
            } else if (value != null) {
                settings.put(name, Setting.literal(value));
            }
        });
        return new Settings(settings);
    }
}
