package io.waybill.delivery.request;

import io.waybill.language.Template;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled templates: the same few are used for every lead of a flow. Secrets are not kept. */
final class Templates {

    private static final int MOST = 10_000;
    private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

    private Templates() {}

    static Template of(Setting setting) {
        String source = setting.value().toString();
        if (setting.secret()) {
            return Template.compile(source);
        }
        // Emptied when full: compiling again costs less than an exact order of use.
        if (COMPILED.size() >= MOST) {
            COMPILED.clear();
        }
        return COMPILED.computeIfAbsent(source, Template::compile);
    }
}
