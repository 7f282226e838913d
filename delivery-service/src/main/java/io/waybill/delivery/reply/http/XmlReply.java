package io.waybill.delivery.reply.http;

import io.waybill.delivery.reply.ReplyDocument;
import io.waybill.language.ReplyPath;
import io.waybill.language.WorkLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathEvaluationResult;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import javax.xml.xpath.XPathNodes;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * An XML reply, read by XPath. Prefixes of names count in neither document nor path: sellers write
 * what they see in an example, and buyers change prefixes as they like.
 */
final class XmlReply implements ReplyDocument {

    /** A path that compares more finds nothing: one reply must not hold up the others. */
    private static final long MOST_COMPARISONS = 4_000_000;

    private static final int MOST_VALUES = 1_000;
    private static final Pattern PREFIX_OR_QUOTE =
            Pattern.compile(
                    "(\"[^\"]*+\"|'[^']*+')|(?<![\\w.-])[A-Za-z_][\\w.-]*+:(?!:)(?=[A-Za-z_*])");

    private final Document document;
    private final Map<String, @Nullable Object> members;
    private final int elements;

    XmlReply(Document document, Map<String, @Nullable Object> members, int elements) {
        this.document = document;
        this.members = members;
        this.elements = elements;
    }

    /** Nothing where the body is not well-formed, or declares a document type of its own. */
    static Optional<ReplyDocument> parse(String body) {
        try {
            return Optional.of(XmlReplyParser.parse(body));
        } catch (XMLStreamException | DOMException notXml) {
            return Optional.empty();
        }
    }

    @Override
    public List<Object> at(String path) {
        if (ReplyPath.xpathFlaw(path).isPresent()) {
            return List.of();
        }
        long comparisons = (long) elements * elements * ReplyPath.xpathComparisons(path);
        if (comparisons > MOST_COMPARISONS) {
            return List.of();
        }
        WorkLimit.spend((long) elements * ReplyPath.xpathSteps(path) + comparisons);
        String bare =
                PREFIX_OR_QUOTE
                        .matcher(path)
                        .replaceAll(found ->
                                found.group(1) == null
                                        ? ""
                                        : java.util.regex.Matcher.quoteReplacement(found.group(1)));
        try {
            return values(xpath().evaluateExpression(bare, document));
        } catch (XPathExpressionException noPath) {
            return List.of();
        }
    }

    @Override
    public Map<String, @Nullable Object> members() {
        return members;
    }

    private static XPath xpath() {
        XPathFactory factory = XPathFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        } catch (XPathFactoryConfigurationException impossible) {
            throw new IllegalStateException("The JDK's XPath cannot be secured", impossible);
        }
        return factory.newXPath();
    }

    private static List<Object> values(XPathEvaluationResult<?> result) {
        if (result.value() instanceof XPathNodes nodes) {
            List<Object> values = new ArrayList<>();
            for (Node node : nodes) {
                String text = node.getTextContent();
                if (text != null && !text.isBlank() && values.size() < MOST_VALUES) {
                    values.add(text.strip());
                }
            }
            return values;
        }
        String text = String.valueOf(result.value()).strip();
        return text.isEmpty() || text.equals("NaN") ? List.of() : List.of(number(text));
    }

    /** XPath counts in fractions; nobody sends 2.0 leads. */
    private static Object number(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @SuppressWarnings("unchecked")
    static void add(Map<String, @Nullable Object> members, String name, Object value) {
        Object present = members.get(name);
        if (present == null) {
            members.put(name, value);
        } else if (present instanceof List<?> several) {
            ((List<Object>) several).add(value);
        } else {
            members.put(name, new ArrayList<>(List.of(present, value)));
        }
    }

    static Map<String, @Nullable Object> named(String name, Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put(name, value);
        return members;
    }
}
