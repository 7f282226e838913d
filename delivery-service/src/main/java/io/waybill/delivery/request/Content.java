package io.waybill.delivery.request;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.language.DeliverySettings;
import io.waybill.language.Vars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says, by its format.
 *
 * @param type of the body; empty where there is none
 * @param query what the URL has to carry, encoded; null where it carries nothing
 */
record Content(Body body, String type, @Nullable String query) {

    static Content of(Format format, boolean inUrl, Settings settings, Vars vars)
            throws BrokenRequest {
        return switch (format) {
            case FORM -> form(format, mapped(DeliverySettings.FORM_FIELD, settings, vars));
            case JSON -> json(settings, vars);
            case XML -> xml(settings, vars);
            case QUERY -> query(mapped(DeliverySettings.PARAMETER, settings, vars));
            case SOAP -> SoapMessage.of(settings, vars);
            case CUSTOM -> CustomBody.of(settings, vars);
            case STANDARD -> {
                Pairs fields = standard(settings, vars);
                yield inUrl ? query(fields) : form(format, fields);
            }
        };
    }

    private static Content form(Format format, Pairs fields) {
        return new Content(new Body.Form(fields.encoded()), format.contentType(), null);
    }

    private static Content query(Pairs parameters) {
        return new Content(new Body.Empty(), "", parameters.encoded());
    }

    private static Pairs pairs(Settings settings, Vars vars) throws BrokenRequest {
        return new Pairs(
                settings.isTrue("send_ascii", false, vars),
                settings.isTrue("encode_form_field_names", true, vars));
    }

    private static Pairs mapped(String prefix, Settings settings, Vars vars) throws BrokenRequest {
        Pairs pairs = pairs(settings, vars);
        for (Map.Entry<String, Setting> field : settings.under(prefix).entrySet()) {
            String name = field.getKey();
            pairs.add(name, Settings.render(prefix + name, field.getValue(), vars));
        }
        return pairs;
    }

    private static Content json(Settings settings, Vars vars) throws BrokenRequest {
        Object model = tree(DeliverySettings.JSON_PROPERTY, settings, vars);
        String parameter = settings.text("json_parameter", vars).orElse("");
        if (parameter.isEmpty()) {
            return new Content(new Body.Json(model), Format.JSON.contentType(), null);
        }
        Pairs pairs = pairs(settings, vars);
        pairs.add(parameter, JsonText.of(model));
        Object nested = tree(DeliverySettings.NESTED_EXTRA_PARAMETER, settings, vars);
        if (nested instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                pairs.add(String.valueOf(member.getKey()), inner(member.getValue()));
            }
        }
        return stuffed(pairs, settings, vars);
    }

    /** A document in a document is text; anything else is itself. */
    private static @Nullable Object inner(@Nullable Object value) {
        return value instanceof Map || value instanceof List ? JsonText.of(value) : value;
    }

    private static Content xml(Settings settings, Vars vars) throws BrokenRequest {
        XmlTree tree = new XmlTree(settings.isTrue("send_ascii", false, vars));
        for (Map.Entry<String, Setting> entry :
                settings.under(DeliverySettings.XML_PATH).entrySet()) {
            String path = entry.getKey();
            tree.put(
                    path,
                    Settings.render(DeliverySettings.XML_PATH + path, entry.getValue(), vars));
        }
        String document = tree.write();
        String parameter = settings.text("xml_parameter", vars).orElse("");
        if (parameter.isEmpty()) {
            return new Content(new Body.Xml(document), Format.XML.contentType(), null);
        }
        Pairs pairs = pairs(settings, vars);
        pairs.add(parameter, document);
        return stuffed(pairs, settings, vars);
    }

    private static Content stuffed(Pairs pairs, Settings settings, Vars vars) throws BrokenRequest {
        String prefix = DeliverySettings.EXTRA_PARAMETER;
        for (Map.Entry<String, Setting> extra : settings.under(prefix).entrySet()) {
            String name = extra.getKey();
            pairs.add(name, Settings.render(prefix + name, extra.getValue(), vars));
        }
        return new Content(new Body.Form(pairs.encoded()), Format.ENCODED, null);
    }

    private static Object tree(String prefix, Settings settings, Vars vars) throws BrokenRequest {
        boolean ascii = settings.isTrue("send_ascii", false, vars);
        JsonTree tree = new JsonTree(prefix);
        for (Map.Entry<String, Setting> entry : settings.under(prefix).entrySet()) {
            String path = entry.getKey();
            Object value = Values.json(Settings.render(prefix + path, entry.getValue(), vars));
            if (value != null) {
                tree.put(path, ascii ? inAscii(value) : value);
            }
        }
        return tree.build();
    }

    private static Object inAscii(Object value) {
        return switch (value) {
            case String text -> AsciiText.of(text);
            case List<?> list -> list.stream().map(Content::inAscii).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                map.forEach((key, member) ->
                        members.put(
                                AsciiText.of(String.valueOf(key)),
                                member == null ? null : inAscii(member)));
                yield members;
            }
            default -> value;
        };
    }

    /** All fields of the lead by their names, then its price, under the names that sources use. */
    private static Pairs standard(Settings settings, Vars vars) throws BrokenRequest {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (vars.get("lead") instanceof Map<?, ?> lead) {
            lead.forEach((name, value) -> {
                // The lead's id is Waybill's, not the person's; the receiver gives it one of its
                // own.
                if (!"id".equals(name)) {
                    flatten(String.valueOf(name), value, fields);
                }
            });
        }
        if (vars.get("price") instanceof Object price) {
            fields.put("price", price);
        }
        String prefix = DeliverySettings.CUSTOM_FIELD;
        for (Map.Entry<String, Setting> own : settings.under(prefix).entrySet()) {
            String name = own.getKey();
            if (Settings.render(prefix + name, own.getValue(), vars) instanceof Object value) {
                fields.put(name, value);
            }
        }
        Pairs pairs = pairs(settings, vars);
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            pairs.add(field.getKey(), field.getValue());
        }
        return pairs;
    }

    private static void flatten(String name, Object value, Map<String, Object> fields) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((key, inner) -> flatten(name + "." + key, inner, fields));
        } else {
            fields.put(name, value);
        }
    }
}
