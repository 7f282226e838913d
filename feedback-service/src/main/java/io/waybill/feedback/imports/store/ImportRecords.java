package io.waybill.feedback.imports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.feedback.imports.ImportRow;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What rows hold, sealed for their account: reasons are a buyer's own words. */
@Singleton
final class ImportRecords {

    private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
            new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "type";
    private static final String FLAW = "event_id";

    /** What stood in place of an event id; names of columns are in small letters. */
    private static final String WRITTEN = "EVENT_ID";

    private final MasterKeys masterKeys;

    ImportRecords(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    String sealed(UUID account, ImportRow row) {
        Map<String, String> content = new LinkedHashMap<>(row.values());
        content.put(TYPE, row.type());
        row.flaw().ifPresent(flaw -> content.put(FLAW, flaw));
        if (row.event().isEmpty()) {
            content.put(WRITTEN, row.eventId());
        }
        try {
            return sealed(account, JSON.writeValueAsString(content));
        } catch (JsonProcessingException textsCanBeWritten) {
            throw new IllegalStateException(textsCanBeWritten);
        }
    }

    String sealed(UUID account, String text) {
        return SealedText.seal(masterKeys, account.toString(), text);
    }

    String opened(UUID account, String sealed) {
        return SealedText.open(masterKeys, account.toString(), sealed);
    }

    /** A row as it was read; no column is named like the keys of type and flaw. */
    ImportRow row(UUID account, int line, Optional<UUID> eventId, String sealed) {
        try {
            Map<String, String> content = JSON.readValue(opened(account, sealed), TEXTS);
            String type = Optional.ofNullable(content.remove(TYPE)).orElse("");
            Optional<String> flaw = Optional.ofNullable(content.remove(FLAW));
            String written = Optional.ofNullable(content.remove(WRITTEN)).orElse("");
            return new ImportRow(
                    line, eventId.map(UUID::toString).orElse(written), type, content, flaw);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of an import is no JSON", e);
        }
    }
}
