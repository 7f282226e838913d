package io.waybill.intake.submission.http;

import io.waybill.intake.submission.FieldLimit;
import io.waybill.intake.submission.FormText;
import io.waybill.intake.submission.Refusal;
import io.waybill.intake.submission.SubmissionRefused;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XML document as fields: the root is dropped, attributes are fields like elements, a
 * repeated name is a list, text beside fields is named {@code _}. Document types and entities of
 * the sender's own are refused, whatever they say.
 */
final class XmlBody {

    private static final String TEXT = "_";
    static final String REFUSED = "Body does not contain XML or XML is unparseable -- Error: ";

    private final XMLStreamReader reader;
    private final FieldLimit limit;

    private XmlBody(XMLStreamReader reader, FieldLimit limit) {
        this.reader = reader;
        this.limit = limit;
    }

    static Map<String, @Nullable Object> parse(String body, FieldLimit limit) {
        try {
            XMLStreamReader reader = open(body);
            try {
                return new XmlBody(reader, limit).document();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            throw unreadable(broken);
        }
    }

    private static XMLStreamReader open(String body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new StringReader(body));
    }

    private static SubmissionRefused unreadable(XMLStreamException broken) {
        Location at = broken.getLocation();
        return new SubmissionRefused(
                Refusal.BODY_UNREADABLE,
                REFUSED
                        + (at == null
                                ? "not well-formed"
                                : "not well-formed at line %d, column %d"
                                        .formatted(at.getLineNumber(), at.getColumnNumber())));
    }

    private Map<String, @Nullable Object> document() throws XMLStreamException {
        next();
        while (!reader.isStartElement()) {
            next();
        }
        Object root = element(1);
        while (reader.hasNext()) {
            next();
        }
        if (root instanceof String text) {
            if (!text.isBlank()) {
                throw new SubmissionRefused(Refusal.BODY_UNREADABLE, REFUSED + "no fields");
            }
            return new LinkedHashMap<>();
        }
        return fields(root);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> fields(Object object) {
        return (Map<String, @Nullable Object>) object;
    }

    /** The element that the reader stands on, up to its end: text, or fields. */
    private Object element(int depth) throws XMLStreamException {
        FieldLimit.checkDepth(depth);
        Map<String, @Nullable Object> fields = attributes();
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                limit.add(1);
                // The name goes first: reading the element moves the reader on.
                String name = reader.getLocalName();
                FormText.addValue(fields, name, element(depth + 1));
            } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
                quoted |= event == XMLStreamConstants.CDATA;
                text.append(reader.getText());
            }
        }
        if (fields.isEmpty()) {
            return text.toString();
        }
        if (quoted || !text.toString().isBlank()) {
            FormText.addValue(fields, TEXT, text.toString());
        }
        return fields;
    }

    private Map<String, @Nullable Object> attributes() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        limit.add(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            FormText.addValue(fields, attributeName(i), reader.getAttributeValue(i));
        }
        return fields;
    }

    /** As it is written: prefixes are a part of names here. */
    private String attributeName(int index) {
        String prefix = reader.getAttributePrefix(index);
        String name = reader.getAttributeLocalName(index);
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private int next() throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new SubmissionRefused(
                    Refusal.BODY_UNREADABLE, REFUSED + "document types and entities are refused");
        }
        return event;
    }
}
