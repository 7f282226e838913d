package io.waybill.local.demo;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** How the header of a column becomes the id of a field. */
final class Headers {

    /** Names that people give to standard fields. */
    private static final Map<String, String> ALIASES =
            Map.of(
                    "zip", "postal_code",
                    "zip_code", "postal_code",
                    "zipcode", "postal_code",
                    "statie", "state",
                    "address", "address_1",
                    "company_name", "company.name",
                    "phone", "phone_1",
                    "e_mail", "email");

    private Headers() {}

    /** {@code "Phone 1"} is {@code phone_1}; {@code "Zip"} is {@code postal_code}. */
    static String fieldOf(String header) {
        var plain = Normalizer.normalize(header, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        var slug =
                plain.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^_+|_+$", "");
        return ALIASES.getOrDefault(slug, slug);
    }
}
