package io.waybill.delivery.batch.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.delivery.batch.BatchName;
import io.waybill.delivery.batch.files.BatchText;
import io.waybill.delivery.credential.CredentialUse;
import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Transport;
import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.request.http.Guard;
import io.waybill.delivery.request.http.ReadyRequest;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.ReadyFile;
import io.waybill.delivery.transport.ReadyFile.LogIn;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeyMissing;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.language.Vars;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a batch and prepares it for the transport of its destination. */
@Singleton
final class Handover {

    static final String TOO_LARGE = "The file of the batch is too large";

    private static final int LARGEST_IN_MAIL = 10_000_000;
    private static final int LARGEST = 100_000_000;
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final MasterKeys masterKeys;
    private final Guard guard;

    /**
     * @param unreadable rows that are not in it, since their lead's key does not open them
     */
    record Written(Prepared prepared, List<BatchRow> rows, List<BatchRow> unreadable) {}

    @Inject
    Handover(MasterKeys masterKeys, Guard guard) {
        this.masterKeys = masterKeys;
        this.guard = guard;
    }

    /** Rows are opened one after the other, each for as long as it is written. */
    Written write(Destination destination, Batch batch, MadeBatch made, List<BatchRow> rows) {
        List<BatchRow> readable = new ArrayList<>();
        List<BatchRow> unreadable = new ArrayList<>();
        for (BatchRow row : rows) {
            (open(row).isPresent() ? readable : unreadable).add(row);
        }
        byte[] file = file(batch, made, readable);
        return new Written(prepare(destination, batch, made, file), readable, unreadable);
    }

    private byte[] file(Batch batch, MadeBatch made, List<BatchRow> rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            if (batch.zip()) {
                try (ZipOutputStream zip = new ZipOutputStream(file)) {
                    ZipEntry entry = new ZipEntry(within(made.fileName(), batch));
                    // The same bytes on each attempt.
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    write(batch, rows, zip);
                    zip.closeEntry();
                }
            } else {
                write(batch, rows, file);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private void write(Batch batch, List<BatchRow> rows, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        Iterable<Map<String, @Nullable Object>> cells =
                () -> rows.stream().map(row -> open(row).orElseThrow()).iterator();
        BatchText.write(batch.format(), List.copyOf(batch.columns().keySet()), cells, text);
        text.flush();
    }

    private static String within(String name, Batch batch) {
        String within = name.endsWith(".zip") ? name.substring(0, name.length() - 4) : name;
        return within.contains(".") ? within : within + BatchName.ending(batch.format());
    }

    private Optional<Map<String, @Nullable Object>> open(BatchRow row) {
        try {
            DataKey key = masterKeys.unwrap(row.key());
            String json =
                    key.openText(
                            row.eventId(), row.meta().getRecordId(), BatchRow.FIELD, row.cells());
            return Optional.of(JSON.readValue(json, OBJECT));
        } catch (MasterKeyMissing operatorsMistake) {
            // Its lead is not erased; the batch waits for the key.
            throw operatorsMistake;
        } catch (SealBroken | JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private Prepared prepare(Destination destination, Batch batch, MadeBatch made, byte[] file) {
        Vars vars = BatchName.vars(destination, batch, made.id(), made.number(), made.madeAt());
        boolean mail = destination.transport() instanceof Transport.Mail;
        if (file.length > (mail ? LARGEST_IN_MAIL : LARGEST)) {
            return new Prepared.Broken(TOO_LARGE);
        }
        String id = made.id().toString();
        String type = batch.zip() ? "application/zip" : BatchText.contentType(batch.format());
        return switch (destination.transport()) {
            case Transport.Mail letter ->
                    Letter.of(
                            letter,
                            vars,
                            id,
                            List.of(new Letter.Attachment(made.fileName(), type, file)));
            case Transport.Sftp _, Transport.Ftp _ ->
                    ReadyFile.of(
                            destination.transport(),
                            new LogIn(destination.accountId(), destination.credentialId()),
                            made.fileName(),
                            file);
            case Transport.Http _ -> request(destination, vars, id, batch, file);
        };
    }

    private Prepared request(
            Destination destination, Vars vars, String id, Batch batch, byte[] file) {
        String type = batch.zip() ? "application/zip" : BatchText.contentType(batch.format());
        Prepared prepared =
                ReadyRequest.ofFile(
                        settings(destination),
                        vars,
                        id,
                        new Body.File(file, type, !batch.zip()),
                        guard);
        return prepared instanceof ReadyRequest ready && destination.credentialId().isPresent()
                ? ready.showing(
                        new CredentialUse(
                                destination.accountId(), destination.credentialId().get(), id))
                : prepared;
    }

    /** Secrets are sealed for the account that they belong to. */
    private Settings settings(Destination destination) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        destination
                .settings()
                .forEach((name, value) -> settings.put(name, setting(destination, value)));
        return new Settings(settings);
    }

    private Setting setting(Destination destination, Object value) {
        if (!(value instanceof String text)) {
            return Setting.literal(value);
        }
        return SealedText.isSealed(text)
                ? Setting.secret(
                        SealedText.open(masterKeys, destination.accountId().toString(), text))
                : Setting.template(text);
    }
}
