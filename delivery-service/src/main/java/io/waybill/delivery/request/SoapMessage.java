package io.waybill.delivery.request;

import io.waybill.delivery.request.OutgoingRequest.Body;
import io.waybill.delivery.request.OutgoingRequest.Header;
import io.waybill.language.DeliverySettings;
import io.waybill.language.Vars;
import java.util.Map;
import java.util.Optional;

/**
 * A SOAP message: {@code xml_path.*} below its body, {@code soap_header.*} below its header. The
 * action stands in a header of its own in version 1.1, in the content type in 1.2.
 */
final class SoapMessage {

    private static final String ENVELOPE = "soap:Envelope";
    private static final String IN_BODY = ENVELOPE + ".soap:Body";
    private static final String IN_HEADER = ENVELOPE + ".soap:Header.";

    private SoapMessage() {}

    /** What tells the versions apart. */
    private enum Version {
        V1_1("http://schemas.xmlsoap.org/soap/envelope/", "text/xml; charset=utf-8"),
        V1_2("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml; charset=utf-8");

        private final String namespace;
        private final String contentType;

        Version(String namespace, String contentType) {
            this.namespace = namespace;
            this.contentType = contentType;
        }
    }

    static Content of(Settings settings, Vars vars) throws BrokenRequest {
        Version version = version(settings, vars);
        XmlTree tree = new XmlTree(settings.isTrue("send_ascii", false, vars));
        tree.put(ENVELOPE + "@xmlns:soap", version.namespace);
        put(tree, DeliverySettings.SOAP_HEADER, IN_HEADER, settings, vars);
        tree.element(IN_BODY);
        put(tree, DeliverySettings.XML_PATH, IN_BODY + ".", settings, vars);
        String action = action(settings, vars);
        String type =
                version == Version.V1_2 && !action.isEmpty()
                        ? version.contentType + "; action=\"" + action + "\""
                        : version.contentType;
        return new Content(new Body.Xml(tree.write()), type, null);
    }

    /** In version 1.1 there is always one, be it empty. */
    static Optional<Header> header(Settings settings, Vars vars) throws BrokenRequest {
        return version(settings, vars) == Version.V1_1
                ? Optional.of(new Header("SOAPAction", '"' + action(settings, vars) + '"'))
                : Optional.empty();
    }

    private static void put(
            XmlTree tree, String prefix, String within, Settings settings, Vars vars)
            throws BrokenRequest {
        for (Map.Entry<String, Setting> entry : settings.under(prefix).entrySet()) {
            String path = entry.getKey();
            tree.put(within + path, Settings.render(prefix + path, entry.getValue(), vars));
        }
    }

    private static String action(Settings settings, Vars vars) throws BrokenRequest {
        String action = settings.text("soap_action", vars).orElse("").strip();
        if (action.indexOf('"') >= 0 || action.indexOf('\\') >= 0) {
            throw new BrokenRequest(
                    Flaw.HEADER_UNSAFE, "soap_action holds a character that is not allowed");
        }
        return Headers.checkedValue("SOAPAction", action);
    }

    private static Version version(Settings settings, Vars vars) throws BrokenRequest {
        return switch (settings.text("soap_version", vars).orElse("1.1").strip()) {
            case "1.1" -> Version.V1_1;
            case "1.2" -> Version.V1_2;
            default ->
                    throw new BrokenRequest(Flaw.FORMAT_UNKNOWN, "soap_version must be 1.1 or 1.2");
        };
    }
}
