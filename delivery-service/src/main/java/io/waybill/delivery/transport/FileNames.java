package io.waybill.delivery.transport;

import io.waybill.delivery.request.BrokenRequest;
import io.waybill.delivery.request.Flaw;
import io.waybill.delivery.request.Rendering;
import io.waybill.language.Vars;
import java.util.regex.Pattern;

/** Names of files: what a lead says cannot lead out of the folder. */
public final class FileNames {

    private static final int LONGEST = 200;

    /** Folders, drives, wild cards, control characters, and what a shell may take for more. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}/\\\\:*?\"'`<>|;&$]+");

    private static final Pattern FOLDER = Pattern.compile("[^\\p{Cntrl}]*");

    private FileNames() {}

    /**
     * The name of one file.
     *
     * @throws BrokenRequest where nothing comes out that can be a name
     */
    public static String of(String template, Vars vars) throws BrokenRequest {
        String safe =
                UNSAFE.matcher(Rendering.text("file name", template, vars).strip()).replaceAll("_");
        // A name that begins with a dot is hidden, and two of them are a folder.
        String name = safe.replaceFirst("^\\.+", "_");
        if (name.isBlank() || name.length() > LONGEST) {
            throw new BrokenRequest(Flaw.NAME_UNUSABLE, "The name of the file is not usable");
        }
        return name;
    }

    /** The name with what tells it from others, before its ending. */
    public static String numbered(String name, String number) {
        int dot = name.lastIndexOf('.');
        return dot <= 0
                ? name + "-" + number
                : name.substring(0, dot) + "-" + number + name.substring(dot);
    }

    /** The folder as it was configured; no line break can slip a command in. */
    static String folder(String directory) throws BrokenRequest {
        if (!FOLDER.matcher(directory).matches()) {
            throw new BrokenRequest(Flaw.NAME_UNUSABLE, "The directory is not usable");
        }
        return directory.strip();
    }
}
