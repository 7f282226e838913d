package io.waybill.language;

import static io.waybill.language.fieldtypes.ValueParser.timeless;

import io.waybill.language.fieldtypes.BirthDates;
import io.waybill.language.fieldtypes.Booleans;
import io.waybill.language.fieldtypes.Certificates;
import io.waybill.language.fieldtypes.Dates;
import io.waybill.language.fieldtypes.Emails;
import io.waybill.language.fieldtypes.IpAddresses;
import io.waybill.language.fieldtypes.Numbers;
import io.waybill.language.fieldtypes.Parsed;
import io.waybill.language.fieldtypes.Phones;
import io.waybill.language.fieldtypes.PostalCodes;
import io.waybill.language.fieldtypes.Ranges;
import io.waybill.language.fieldtypes.States;
import io.waybill.language.fieldtypes.Texts;
import io.waybill.language.fieldtypes.Times;
import io.waybill.language.fieldtypes.Urls;
import io.waybill.language.fieldtypes.ValueParser;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a field can hold. Parsing never fails: a value that is not of its type is kept as it came
 * and marked as not valid.
 */
public enum FieldType {
    BOOLEAN("boolean", timeless(Booleans::parse)),
    CITY("city", timeless(Texts::keep)),
    /** A password or key; masked whole. */
    CREDENTIAL("credential", timeless(Texts::credential)),
    DATE("date", timeless(Dates::parse)),
    /** A date of birth; all but its year is masked. */
    DOB("dob", BirthDates::parse),
    EMAIL("email", timeless(Emails::parse)),
    FIRST_NAME("first_name", timeless(Texts::keep)),
    GENDER("gender", timeless(Texts::gender)),
    IP("ip", timeless(IpAddresses::parse)),
    LAST_NAME("last_name", timeless(Texts::keep)),
    NUMBER("number", timeless(Numbers::parse)),
    PHONE("phone", timeless(Phones::parse)),
    POSTAL_CODE("postal_code", timeless(PostalCodes::parse)),
    RANGE("range", timeless(Ranges::parse)),
    /** A social security number; masked whole. */
    SSN("ssn", timeless(Texts::ssn)),
    STATE("state", timeless(States::parse)),
    STREET("street", timeless(Texts::street)),
    STRING("string", timeless(Texts::keep)),
    /** A point in time. */
    TIME("time", timeless(Times::parse)),
    /** The address of a certificate of consent. */
    TRUSTEDFORM_URL("trustedform_url", timeless(Certificates::parse)),
    URL("url", timeless(Urls::parse));

    /** Before everything, so that nothing has an age yet. */
    static final Instant NO_TIME = Instant.MIN;

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

    /** Whether what is submitted is never stored, not even for those who may see the lead. */
    public boolean isMaskable() {
        return this == CREDENTIAL || this == DOB || this == SSN;
    }

    /** Whether two ways of writing the same value look different. */
    boolean isReading() {
        return switch (this) {
            case BOOLEAN, CITY, CREDENTIAL, FIRST_NAME, LAST_NAME, NUMBER, STREET, STRING -> false;
            default -> true;
        };
    }

    /** The operators that a rule about such a field may use, in the order of {@link Operator}. */
    public Set<Operator> operators() {
        return TypeCatalogue.operators(this);
    }

    /** The parts of such a value and what they hold: {@code area} of a phone is a string. */
    public Map<String, FieldType> components() {
        return TypeCatalogue.components(this);
    }

    /**
     * Takes a value without knowing the time: a date of birth has no age then. Otherwise as {@link
     * #parse(Object, Instant)}.
     */
    public TypedValue parse(Object raw) {
        return parse(raw, NO_TIME);
    }

    /**
     * Takes a value, which is read when it is first looked at. One that is typed already is taken
     * again from what was submitted.
     *
     * @param now when it was submitted: ages are reckoned from it
     */
    public TypedValue parse(Object raw, Instant now) {
        if (raw instanceof TypedValue typed) {
            return typed.type() == this ? typed : parse(typed.raw(), now);
        }
        return new TypedValue(this, Values.frozen(raw), now);
    }

    Parsed read(Object raw, Instant now) {
        return parser.parse(raw, now);
    }

    /** What stands in the place of a value; read again, it says as much of its validity. */
    String mask(boolean valid, @Nullable Object year) {
        if (this == DOB) {
            return BirthDates.mask(year);
        }
        return valid ? Texts.MASK : Texts.MASK_OF_INVALID;
    }
}
