package io.waybill.feedback.leadfeedback.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a call, a form, JSON or XML, always as UTF-8. All three are read in one pass
 * that keeps texts only, so that no body costs more than its length.
 */
final class FeedbackBody {

    static final String TYPES =
            "application/x-www-form-urlencoded, application/json, application/xml, text/xml";

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build();
    private static final XMLInputFactory XML = xmlWithoutDtd();

    private FeedbackBody() {}

    /**
     * @throws PlainRefusal when the type is missing or not known, or the body is not of that type
     */
    static Fields read(@Nullable String contentType, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return new Fields();
        }
        if (contentType == null || contentType.isBlank()) {
            throw new PlainRefusal(415, "Content-Type is required. Use only " + TYPES + ".");
        }
        return switch (contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
            case "application/x-www-form-urlencoded" -> form(text);
            case "application/json" -> json(text);
            case "application/xml", "text/xml" -> xml(text);
            default ->
                    throw new PlainRefusal(
                            406,
                            "MIME type in Content-Type header is not supported. Use only "
                                    + TYPES
                                    + ".");
        };
    }

    private static Fields form(String text) {
        Fields fields = new Fields();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('&', start);
            String pair = text.substring(start, end < 0 ? text.length() : end);
            start += pair.length() + 1;
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.add(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new PlainRefusal(400, "Unable to parse form");
        }
    }

    /** Texts and other plain values of the object; what is nested means nothing here. */
    private static Fields json(String text) {
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new PlainRefusal(400, "Unable to parse JSON: an object is expected");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    fields.add(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new PlainRefusal(400, "Unable to parse JSON: more follows the object");
            }
            return fields;
        } catch (IOException e) {
            throw new PlainRefusal(400, "Unable to parse JSON");
        }
    }

    /** The root's attributes and children; the root itself and what is deeper mean nothing. */
    private static Fields xml(String text) {
        Fields fields = new Fields();
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text.strip()));
            while (next(reader) != XMLStreamConstants.START_ELEMENT) {
                // Comments and instructions may stand before the root.
            }
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                fields.add(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            while (next(reader) != XMLStreamConstants.END_ELEMENT) {
                if (reader.isStartElement()) {
                    fields.add(reader.getLocalName(), elementText(reader));
                }
            }
            while (reader.hasNext()) {
                next(reader);
            }
            return fields;
        } catch (XMLStreamException e) {
            throw new PlainRefusal(400, "Body does not contain XML or XML is unparseable");
        }
    }

    /** Reads to the end of the element. */
    private static String elementText(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int deeper = 0;
        while (deeper >= 0) {
            int event = next(reader);
            if (event == XMLStreamConstants.START_ELEMENT) {
                deeper++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                deeper--;
            } else if (deeper == 0 && reader.isCharacters()) {
                text.append(reader.getText());
            }
        }
        return text.toString();
    }

    private static int next(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new PlainRefusal(400, "XML with a DTD or entities is not accepted");
        }
        return event;
    }

    private static XMLInputFactory xmlWithoutDtd() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("External entities are not read");
        });
        return factory;
    }
}
