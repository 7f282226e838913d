package io.waybill.delivery.request;

import io.waybill.language.DeliverySettings;
import io.waybill.language.WebAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names with their values, URL-encoded in the order in which they were added. */
final class Pairs {

    /** {@code phone.0} and {@code phone.1} are one name given twice. */
    private static final Pattern INDEX = Pattern.compile("\\.\\d{1,4}$");

    private final List<String> encoded = new ArrayList<>();
    private final boolean ascii;
    private final boolean encodesNames;

    Pairs(boolean ascii, boolean encodesNames) {
        this.ascii = ascii;
        this.encodesNames = encodesNames;
    }

    /** One pair for each value of a list, none for a blank. */
    void add(String name, @Nullable Object value) throws BrokenRequest {
        String plain = INDEX.matcher(name).replaceAll("");
        String written = encodesNames ? WebAddress.encode(plain) : bare(plain);
        for (String text : Values.texts(value)) {
            encoded.add(written + "=" + WebAddress.encode(ascii ? AsciiText.of(text) : text));
        }
    }

    String encoded() {
        return String.join("&", encoded);
    }

    /** Some buyers read {@code lead[zip]} only; what would break the form is refused. */
    private static String bare(String name) throws BrokenRequest {
        if (!DeliverySettings.isBareName(name)) {
            throw new BrokenRequest(
                    Flaw.NAME_UNUSABLE, "The name of the field " + name + " has to be encoded");
        }
        return name;
    }
}
