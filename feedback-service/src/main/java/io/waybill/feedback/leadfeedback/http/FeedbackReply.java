package io.waybill.feedback.leadfeedback.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.waybill.language.XmlCharacters;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What the caller is told. The lead's id alone: an event id is a ticket that anybody may hold. */
sealed interface FeedbackReply {

    /** The call was handled: outcome, the reason of a failure, the lead, and no money. */
    record Handled(String outcome, Optional<String> reason, UUID leadId) implements FeedbackReply {}

    /** The call could not be handled. */
    record Message(String text) implements FeedbackReply {}

    JsonFactory JSON = new JsonFactory();
    XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    default String in(ReplyFormat format) {
        return format == ReplyFormat.JSON ? json() : xml();
    }

    private String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            switch (this) {
                case Handled handled -> {
                    json.writeStringField("outcome", handled.outcome());
                    if (handled.reason().isPresent()) {
                        json.writeStringField("reason", handled.reason().get());
                    }
                    json.writeObjectFieldStart("lead");
                    json.writeStringField("id", handled.leadId().toString());
                    json.writeEndObject();
                    json.writeNumberField("price", 0);
                }
                case Message message -> json.writeStringField("message", message.text());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private String xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("result");
            switch (this) {
                case Handled handled -> {
                    element(xml, "outcome", handled.outcome());
                    if (handled.reason().isPresent()) {
                        element(xml, "reason", handled.reason().get());
                    }
                    xml.writeStartElement("lead");
                    element(xml, "id", handled.leadId().toString());
                    xml.writeEndElement();
                    element(xml, "price", "0");
                }
                case Message message -> element(xml, "message", message.text());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeStartElement(name);
        // What a source answered may hold what XML has no way to write.
        StringBuilder allowed = new StringBuilder();
        value.codePoints().filter(XmlCharacters::isAllowed).forEach(allowed::appendCodePoint);
        xml.writeCharacters(allowed.toString());
        xml.writeEndElement();
    }
}
