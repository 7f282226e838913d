package io.waybill.delivery.reply;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a reply, in which a path finds values. */
public interface ReplyDocument {

    /**
     * The values at a path, in their order: text, numbers, truth values, maps. None where there is
     * nothing, and where the path is none for this kind of document.
     */
    List<Object> at(String path);

    /** The whole reply as members by name; none where it is no JSON or XML. */
    Map<String, @Nullable Object> members();

    /** Makes a document of a body; one that is not what its type says is text. */
    interface Parser {

        /**
         * @param contentType null or blank where the reply does not say
         */
        ReplyDocument parse(@Nullable String contentType, String body);
    }
}
