package io.waybill.language;

import io.waybill.language.fieldtypes.Booleans;
import io.waybill.language.fieldtypes.Dates;
import io.waybill.language.fieldtypes.Emails;
import io.waybill.language.fieldtypes.Numbers;
import io.waybill.language.fieldtypes.Parsed;
import io.waybill.language.fieldtypes.Phones;
import io.waybill.language.fieldtypes.PostalCodes;
import io.waybill.language.fieldtypes.Ranges;
import io.waybill.language.fieldtypes.States;
import io.waybill.language.fieldtypes.Texts;
import io.waybill.language.fieldtypes.Urls;
import io.waybill.language.fieldtypes.ValueParser;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a field can hold. Parsing never fails: a value that is not of its type is kept as it came
 * and marked as not valid. {@link #CREDENTIAL}, {@link #DOB}, {@link #IP}, {@link #TIME} and {@link
 * #TRUSTEDFORM_URL} have no parser of their own yet: they keep text as is, without components, and
 * call every text valid.
 */
public enum FieldType {
    BOOLEAN("boolean", Booleans::parse),
    CITY("city", Texts::keep),
    /** A password or key; masked whole. Keeps text as is. */
    CREDENTIAL("credential", Texts::keep),
    DATE("date", Dates::parse),
    /** A date of birth; masked. No parser of its own yet: keeps text as is, has no age. */
    DOB("dob", Texts::keep),
    EMAIL("email", Emails::parse),
    FIRST_NAME("first_name", Texts::keep),
    GENDER("gender", Texts::gender),
    /** An IP address. No parser of its own yet: keeps text as is. */
    IP("ip", Texts::keep),
    LAST_NAME("last_name", Texts::keep),
    NUMBER("number", Numbers::parse),
    PHONE("phone", Phones::parse),
    POSTAL_CODE("postal_code", PostalCodes::parse),
    RANGE("range", Ranges::parse),
    SSN("ssn", Texts::ssn),
    STATE("state", States::parse),
    STREET("street", Texts::street),
    STRING("string", Texts::keep),
    /** A point in time. No parser of its own yet: keeps text as is. */
    TIME("time", Texts::keep),
    /** A certificate's address. No parser of its own yet: keeps text as is. */
    TRUSTEDFORM_URL("trustedform_url", Texts::keep),
    URL("url", Urls::parse);

    private static final Map<String, FieldType> BY_ID =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(FieldType::id, Function.identity()));

    private final String id;
    private final ValueParser parser;

    FieldType(String id, ValueParser parser) {
        this.id = id;
        this.parser = parser;
    }

    /**
     * The type of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static FieldType of(String id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("Unknown field type: " + id));
    }

    /** The type of that name, if there is one. */
    public static Optional<FieldType> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The name in flows and in the contract, such as {@code postal_code}. */
    public String id() {
        return id;
    }

    /** Whether values are never shown whole, not even to those who may see the lead. */
    public boolean isMaskable() {
        return this == CREDENTIAL || this == DOB || this == SSN;
    }

    /**
     * Reads a value without knowing the time: a date of birth has no age then. Otherwise as {@link
     * #parse(Object, Instant)}.
     */
    public TypedValue parse(Object raw) {
        return parse(raw, Instant.EPOCH);
    }

    /**
     * Reads a value; a value that is typed already is read again from what was submitted.
     *
     * @param now when it was submitted: ages are reckoned from it
     */
    public TypedValue parse(Object raw, Instant now) {
        if (raw instanceof TypedValue typed) {
            return typed.type() == this ? typed : parse(typed.raw(), now);
        }
        Object kept = Values.frozen(raw);
        Parsed parsed = parser.parse(kept);
        return new TypedValue(this, kept, parsed.normal(), parsed.valid(), parsed.components());
    }
}
