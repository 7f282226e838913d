package io.waybill.partner.audit.store;

import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.ColleagueJoined;
import io.waybill.partner.v1.PasswordChanged;
import io.waybill.partner.v1.SessionBegun;
import io.waybill.partner.v1.UserAdded;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about itself, whichever it is: events are told apart by their names, and what
 * they are about by the ids that they carry. So one that is new is listed without being known here.
 */
final class AuditFacts {

    /** Of what an event says beside ids: words and numbers that name nobody. */
    private static final List<String> DETAILS =
            List.of("role", "plan", "product", "version", "cause", "hold", "kind", "how", "change");

    /** What only says how many there were. */
    private static final List<String> COUNTED = List.of("entries", "digests");

    /** Inside the stream of an account, where the stream's id says nothing. */
    private static final List<String> OF_ACCOUNT = List.of("userId", "keyId", "invitationId");

    private static final String ACCOUNT = "account";
    private static final String API_KEY = "api-key";

    private final SpecificRecord event;
    private final EventMeta meta;

    AuditFacts(SpecificRecord event) {
        this.event = event;
        this.meta = (EventMeta) event.get(0);
    }

    EventMeta meta() {
        return meta;
    }

    /** {@code UserRoleChanged} is {@code user-role-changed}. */
    String kind() {
        return words(event.getSchema().getName());
    }

    /** The same the other way round. */
    static String recordName(String kind) {
        return Arrays.stream(kind.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    Optional<String> doneBy() {
        return switch (event) {
            case UserAdded added -> Optional.of(user(added.getUserId()));
            case ColleagueJoined joined -> Optional.of(user(joined.getUserId()));
            case SessionBegun begun -> Optional.of(user(begun.getUserId()));
            case PasswordChanged changed -> Optional.of(user(changed.getUserId()));
            default -> text("by");
        };
    }

    String subjectKind() {
        String field = subjectField().orElse(ACCOUNT + "Id");
        String kind = words(field.substring(0, field.length() - "Id".length()));
        return kind.equals("key") ? API_KEY : kind;
    }

    UUID subjectId() {
        return subjectField().map(field -> (UUID) value(field)).orElseGet(meta::getAccountId);
    }

    Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        for (String name : DETAILS) {
            text(name).ifPresent(text -> details.put(name, text));
        }
        for (String name : COUNTED) {
            if (value(name) instanceof Collection<?> many) {
                details.put(name, Integer.toString(many.size()));
            }
        }
        return details;
    }

    /** Sealed, as it came. */
    byte @Nullable [] sealed(String field) {
        if (!(value(field) instanceof ByteBuffer sealed)) {
            return null;
        }
        byte[] bytes = new byte[sealed.remaining()];
        sealed.duplicate().get(bytes);
        return bytes;
    }

    private Optional<String> subjectField() {
        return event.getSchema().getFields().stream()
                .map(Schema.Field::name)
                .filter(name -> meta.getStreamId().equals(value(name)))
                .findFirst()
                .or(() -> OF_ACCOUNT.stream().filter(this::isId).findFirst());
    }

    private boolean isId(String name) {
        return name.endsWith("Id") && value(name) instanceof UUID;
    }

    private Optional<String> text(String name) {
        return switch (value(name)) {
            case CharSequence text -> Optional.of(text.toString());
            case Number number -> Optional.of(number.toString());
            case null, default -> Optional.empty();
        };
    }

    private @Nullable Object value(String name) {
        Schema.Field field = event.getSchema().getField(name);
        return field == null ? null : event.get(field.pos());
    }

    private static String user(UUID id) {
        return "user:" + id;
    }

    private static String words(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
