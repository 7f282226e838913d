package io.waybill.delivery.request;

import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.language.DeliverySettings;
import io.waybill.language.Vars;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The headers of a request: Waybill's own, then the seller's. */
final class Headers {

    /** Names this delivery to its destination, the same on each attempt. */
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private Headers() {}

    /**
     * @param contentType of the body; empty where there is none
     */
    static List<Header> of(Settings settings, Vars vars, List<Header> own, String contentType)
            throws BrokenRequest {
        List<Header> headers = new ArrayList<>(own);
        boolean ascii = settings.isTrue("send_ascii", false, vars);
        boolean typed = false;
        boolean authorized = false;
        for (Map.Entry<String, Setting> entry :
                settings.under(DeliverySettings.HEADER).entrySet()) {
            String name = checkedName(entry.getKey());
            Object rendered = Settings.render("header." + name, entry.getValue(), vars);
            Optional<String> value = Values.text(rendered).filter(text -> !text.isBlank());
            if (value.isPresent()) {
                String text = ascii ? AsciiText.of(value.get()) : value.get();
                headers.add(new Header(name, checkedValue(name, text.strip())));
                typed |= name.equalsIgnoreCase("Content-Type");
                authorized |= name.equalsIgnoreCase("Authorization");
            }
        }
        if (!typed && !contentType.isEmpty()) {
            headers.add(new Header("Content-Type", contentType));
        }
        Optional<Header> basic = basic(settings, vars);
        if (basic.isPresent() && !authorized) {
            headers.add(basic.get());
        }
        return headers;
    }

    private static Optional<Header> basic(Settings settings, Vars vars) throws BrokenRequest {
        Optional<String> user = settings.text("basic_username", vars);
        Optional<String> password = settings.text("basic_password", vars);
        if (user.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        String pair = user.orElse("") + ":" + password.orElse("");
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Optional.of(new Header("Authorization", "Basic " + encoded));
    }

    private static String checkedName(String name) throws BrokenRequest {
        if (!DeliverySettings.isHeaderName(name)) {
            throw new BrokenRequest(Flaw.HEADER_UNSAFE, "A header's name is not usable");
        }
        if (DeliverySettings.isReservedHeader(name)) {
            throw new BrokenRequest(Flaw.HEADER_RESERVED, name + " header is not allowed");
        }
        return name;
    }

    /** A line break in a value would let a lead's data write headers of its own. */
    static String checkedValue(String name, String value) throws BrokenRequest {
        boolean safe =
                value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff));
        if (!safe) {
            throw new BrokenRequest(
                    Flaw.HEADER_UNSAFE,
                    "The value of the header " + name + " holds a character that is not allowed");
        }
        return value;
    }
}
