package io.waybill.delivery.request;

import io.waybill.language.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a rendered URL into one that can be requested. */
final class Urls {

    /** A tag with which a URL begins; its braces may be two. */
    private static final Pattern FIRST_TAG =
            Pattern.compile("^(\\s*)\\{\\{(?![{#^/&!~>])([^{}]*)}}(?!})");

    private Urls() {}

    /** The template with three braces around a tag that it begins with: it is the address. */
    static String unencodedAtFirst(String template) {
        return FIRST_TAG.matcher(template).replaceFirst("$1{{{$2}}}");
    }

    static URI parse(String rendered) throws BrokenRequest {
        try {
            return WebAddress.parse(rendered);
        } catch (URISyntaxException unusable) {
            throw new BrokenRequest(Flaw.URL_UNUSABLE, unusable.getReason());
        }
    }

    /**
     * The URL with more parameters.
     *
     * @param query encoded; null leaves the URL alone
     */
    static URI withQuery(URI url, @Nullable String query) {
        if (query == null) {
            return url;
        }
        String text = url.toString();
        int fragment = text.indexOf('#');
        String base = fragment < 0 ? text : text.substring(0, fragment);
        if (base.indexOf('?') < 0) {
            return URI.create(base + "?" + query);
        }
        boolean joined = query.isEmpty() || base.endsWith("?") || base.endsWith("&");
        return URI.create(base + (joined ? "" : "&") + query);
    }
}
