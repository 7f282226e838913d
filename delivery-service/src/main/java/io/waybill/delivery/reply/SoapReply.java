package io.waybill.delivery.reply;

import io.waybill.delivery.request.Values;
import io.waybill.delivery.settling.AttemptOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A fault in the reply to a SOAP message, of version 1.1 or 1.2. One that lays it on the message is
 * a failure; any other is an error. Its text is the reason, whatever the status is.
 */
final class SoapReply {

    private static final String FAULT = "/Envelope/Body/Fault";
    private static final Set<String> OF_THE_MESSAGE = Set.of("Client", "Sender");
    private static final String UNNAMED = "The service replied with a fault";

    private SoapReply() {}

    static Optional<ReplyReading> fault(ReplyDocument document) {
        if (document.at(FAULT).isEmpty()) {
            return Optional.empty();
        }
        String code =
                first(document, FAULT + "/faultcode", FAULT + "/Code/Value")
                        .map(SoapReply::local)
                        .orElse("");
        String reason =
                first(document, FAULT + "/faultstring", FAULT + "/Reason/Text").orElse(UNNAMED);
        return Optional.of(
                new ReplyReading(
                        OF_THE_MESSAGE.contains(code)
                                ? AttemptOutcome.FAILURE
                                : AttemptOutcome.ERROR,
                        ReplyReader.cut(reason),
                        null,
                        null,
                        document.members()));
    }

    private static Optional<String> first(ReplyDocument document, String... paths) {
        return List.of(paths).stream()
                .flatMap(path -> document.at(path).stream())
                .flatMap(value -> Values.text(value).stream())
                .findFirst();
    }

    /** Without prefix, and without what a dot makes more special: {@code soap:Client.Quota}. */
    private static String local(String code) {
        String name = code.substring(code.indexOf(':') + 1);
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).strip();
    }
}
