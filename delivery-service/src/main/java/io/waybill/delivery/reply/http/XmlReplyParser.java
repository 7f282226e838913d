package io.waybill.delivery.reply.http;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads XML twice in one go: as a document for XPath, and as members by name. There attributes are
 * members like elements, a repeated name is a list, and text beside members is named {@code #text}.
 */
final class XmlReplyParser {

    private static final String TEXT = "#text";

    /** Conditions on places in a list cost the square of its length. */
    private static final int MOST_ELEMENTS = 2_000;

    private final XMLStreamReader reader;
    private final Document document;
    private int elements;

    private XmlReplyParser(XMLStreamReader reader, Document document) {
        this.reader = reader;
        this.document = document;
    }

    static XmlReply parse(String body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(body.strip()));
        try {
            return new XmlReplyParser(reader, emptyDocument()).read();
        } finally {
            reader.close();
        }
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The JDK makes no documents", impossible);
        }
    }

    private XmlReply read() throws XMLStreamException {
        while (!reader.isStartElement()) {
            next();
        }
        String name = reader.getLocalName();
        Map<String, @Nullable Object> members = XmlReply.named(name, element(document, 1));
        while (reader.hasNext()) {
            next();
        }
        return new XmlReply(document, members, elements);
    }

    private Object element(Node parent, int depth) throws XMLStreamException {
        elements++;
        if (depth > ReplyDocuments.DEPTH || elements > MOST_ELEMENTS) {
            throw new XMLStreamException("too large");
        }
        Element element = document.createElement(unprefixed(reader.getLocalName()));
        parent.appendChild(element);
        Map<String, @Nullable Object> members = attributes(element);
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                // The name goes first: reading the element moves the reader on.
                String name = reader.getLocalName();
                XmlReply.add(members, name, element(element, depth + 1));
            } else if (isText(event)) {
                text.append(reader.getText());
                element.appendChild(document.createTextNode(reader.getText()));
            }
        }
        String own = text.toString().strip();
        if (members.isEmpty()) {
            return own;
        }
        if (!own.isEmpty()) {
            XmlReply.add(members, TEXT, own);
        }
        return members;
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private Map<String, @Nullable Object> attributes(Element element) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            String name = prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
            XmlReply.add(members, name, reader.getAttributeValue(i));
            if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
                element.setAttribute(unprefixed(name), reader.getAttributeValue(i));
            }
        }
        return members;
    }

    private static String unprefixed(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private int next() throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("document types and entities are refused");
        }
        return event;
    }
}
