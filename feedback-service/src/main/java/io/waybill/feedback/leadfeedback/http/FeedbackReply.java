package io.waybill.feedback.leadfeedback.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackRefused;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What the caller is told. The lead's id alone: an event id is a ticket that anybody may hold. */
sealed interface FeedbackReply {

    /** The call was handled: outcome, the reason of a failure, the lead, and no money. */
    record Handled(FeedbackEvent event, UUID leadId) implements FeedbackReply {}

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
                    json.writeStringField("outcome", outcome(handled.event()));
                    if (handled.event() instanceof FeedbackRefused refused) {
                        json.writeStringField("reason", refused.refusal().sentence());
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
                    element(xml, "outcome", outcome(handled.event()));
                    if (handled.event() instanceof FeedbackRefused refused) {
                        element(xml, "reason", refused.refusal().sentence());
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
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static String outcome(FeedbackEvent event) {
        return switch (event) {
            case FeedbackReceived _ -> "success";
            case FeedbackRefused _ -> "failure";
        };
    }
}
