package io.waybill.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.csv.CSVFormat;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What a buyer reads out of what it was handed, with parsers that Waybill does not write with. */
final class WayReader {

    private static final int LONGEST = 1024 * 1024;

    private WayReader() {}

    /** A lead that arrived. */
    record Handed(String eventId, String email) {}

    /**
     * @param query of the URL, still encoded
     * @throws IOException when it cannot be read, or not as a lead
     */
    static List<Handed> read(Way way, String query, byte[] body) throws IOException {
        var handed =
                switch (way) {
                    case FORM, STANDARD -> List.of(form(text(body)));
                    case QUERY -> List.of(form(query));
                    case CUSTOM -> List.of(words(text(body)));
                    case GZIP -> List.of(json(text(unpacked(body))));
                    case JSON, SIGNED, SFTP, FTP -> List.of(json(text(body)));
                    case XML, SOAP -> xml(body);
                    case CSV_BY_SFTP -> table(',', text(body));
                    case TSV_BY_FTP -> table('\t', text(body));
                    case PIPE_BY_HTTP -> table('|', text(body));
                    case ZIPPED_XML_BY_HTTP -> xml(unzipped(body));
                    case MAIL, JSON_LINES_BY_MAIL -> throw new IOException("comes by mail");
                };
        for (var lead : handed) {
            if (!lead.eventId().matches("[0-9a-f-]{36}") || !lead.email().contains("@")) {
                throw new IOException("not a lead");
            }
        }
        return handed;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Handed form(String pairs) {
        Map<String, String> fields =
                Arrays.stream(pairs.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> pair.length == 2)
                        .collect(
                                Collectors.toMap(
                                        pair -> decoded(pair[0]),
                                        pair -> decoded(pair[1]),
                                        (first, _) -> first));
        return new Handed(
                fields.getOrDefault(Way.EVENT_ID, ""), fields.getOrDefault(Way.EMAIL, ""));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Handed words(String text) {
        var words = text.split(" ", 2);
        return new Handed(words[0], words.length == 2 ? words[1] : "");
    }

    private static Handed json(String text) throws IOException {
        JsonNode lead = Api.JSON.readTree(text);
        return new Handed(lead.path(Way.EVENT_ID).asText(), lead.path(Way.EMAIL).asText());
    }

    private static List<Handed> xml(byte[] body) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
            var ids = document.getElementsByTagName(Way.EVENT_ID);
            var emails = document.getElementsByTagName(Way.EMAIL);
            var handed = new ArrayList<Handed>();
            for (int i = 0; i < Math.min(ids.getLength(), emails.getLength()); i++) {
                handed.add(
                        new Handed(ids.item(i).getTextContent(), emails.item(i).getTextContent()));
            }
            return handed;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not XML", e);
        }
    }

    private static List<Handed> table(char delimiter, String text) throws IOException {
        var format =
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter)
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get();
        try (var parser = format.parse(new StringReader(text))) {
            return parser.stream()
                    .map(row -> new Handed(row.get(Way.EVENT_ID), row.get(Way.EMAIL)))
                    .toList();
        }
    }

    private static byte[] unpacked(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readNBytes(LONGEST);
        }
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(body))) {
            if (in.getNextEntry() == null) {
                throw new IOException("an archive without a file");
            }
            return in.readNBytes(LONGEST);
        }
    }
}
