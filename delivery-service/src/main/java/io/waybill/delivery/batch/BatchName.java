package io.waybill.delivery.batch;

import io.waybill.delivery.destination.Batch;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.transport.FileNames;
import io.waybill.delivery.transport.ReadyFile;
import io.waybill.language.Vars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/**
 * The name of a batch's file. Given when the batch is made and never again, and never that of
 * another batch: where the template does not tell batches apart, their number does.
 */
public final class BatchName {

    private static final String STANDARD = "leads-{{batch.date}}-{{batch.number}}";

    private BatchName() {}

    /** What the templates of a batch may read: its file's name, its e-mail, its URL. */
    public static Vars vars(
            Destination destination, Batch batch, UUID id, long number, Instant made) {
        ZoneId zone = batch.trigger() instanceof Batch.Trigger.At at ? at.zone() : ZoneOffset.UTC;
        return Vars.of(
                Map.of(
                        "batch",
                        Map.of(
                                "id", id.toString(),
                                "number", number,
                                "date", LocalDate.ofInstant(made, zone).toString()),
                        "destination",
                        Map.of("name", destination.name()),
                        "timestamp",
                        made.toString()));
    }

    public static String of(Destination destination, Batch batch, Vars vars, long number)
            throws BrokenRequest {
        String template = ReadyFile.template(destination.transport());
        String name =
                template.isBlank()
                        ? FileNames.of(STANDARD, vars) + ending(batch.format())
                        : FileNames.of(template, vars);
        boolean unique =
                template.isBlank()
                        || template.contains("batch.number")
                        || template.contains("batch.id");
        String own = unique ? name : FileNames.numbered(name, Long.toString(number));
        return batch.zip() && !own.endsWith(".zip") ? own + ".zip" : own;
    }

    /** How names of such files end. */
    public static String ending(Batch.Format format) {
        return switch (format) {
            case CSV -> ".csv";
            case TSV -> ".tsv";
            case PIPE -> ".txt";
            case JSONL -> ".jsonl";
            case XML -> ".xml";
        };
    }
}
