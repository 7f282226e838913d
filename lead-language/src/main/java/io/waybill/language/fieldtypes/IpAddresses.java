package io.waybill.language.fieldtypes;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses, alone or as they stand in a web address: brackets, scheme, port and whatever
 * follows a slash are dropped. IPv6 is written in lower case with its longest run of zeros left
 * out.
 */
public final class IpAddresses {

    private static final int LONGEST = 500;
    private static final int GROUPS = 8;
    private static final Pattern V4 =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern PORT = Pattern.compile("(.*):\\d{1,5}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");

    private IpAddresses() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        String address = text.length() > LONGEST ? "" : bare(Words.lower(text.strip()));
        int[] four = v4(address);
        if (four != null) {
            String normal = "%d.%d.%d.%d".formatted(four[0], four[1], four[2], four[3]);
            int high = four[0] << 8 | four[1];
            int low = four[2] << 8 | four[3];
            String mapped = written(new int[] {0xffff, 0, 0, 0, 0, 0, high, low});
            return Parsed.valid(normal, Map.of("is_ipv4", true, "ipv6_format", mapped));
        }
        int[] groups = v6(address);
        if (groups == null) {
            return Parsed.invalid(text);
        }
        String normal = written(groups);
        return Parsed.valid(normal, Map.of("is_ipv4", false, "ipv6_format", normal));
    }

    private static String bare(String text) {
        String rest = text;
        for (String scheme : new String[] {"http://", "https://"}) {
            rest = rest.startsWith(scheme) ? rest.substring(scheme.length()) : rest;
        }
        int slash = rest.indexOf('/');
        rest = slash < 0 ? rest : rest.substring(0, slash);
        if (rest.startsWith("[")) {
            int end = rest.indexOf(']');
            String behind = rest.substring(end + 1);
            boolean port = behind.isEmpty() || PORT.matcher(behind).matches();
            return end > 0 && port ? rest.substring(1, end) : "";
        }
        Matcher port = PORT.matcher(rest);
        return rest.indexOf('.') > 0 && port.matches() && port.group(1).indexOf(':') < 0
                ? port.group(1)
                : rest;
    }

    private static int @Nullable [] v4(String text) {
        Matcher parts = V4.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int[] bytes = new int[4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Integer.parseInt(parts.group(i + 1));
            if (bytes[i] > 255) {
                return null;
            }
        }
        return bytes;
    }

    private static int @Nullable [] v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text);
            return groups != null && groups.length == GROUPS ? groups : null;
        }
        int[] before = groups(text.substring(0, gap));
        int[] after = groups(text.substring(gap + 2));
        if (before == null || after == null || before.length + after.length >= GROUPS) {
            return null;
        }
        int[] groups = new int[GROUPS];
        System.arraycopy(before, 0, groups, 0, before.length);
        System.arraycopy(after, 0, groups, GROUPS - after.length, after.length);
        return groups;
    }

    /** The groups of one side; an IPv4 address at the end stands for two. */
    private static int @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        int[] four = v4(parts[parts.length - 1]);
        int[] groups = new int[parts.length + (four == null ? 0 : 1)];
        for (int i = 0; i < parts.length - (four == null ? 0 : 1); i++) {
            if (!GROUP.matcher(parts[i]).matches()) {
                return null;
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        if (four != null) {
            groups[parts.length - 1] = four[0] << 8 | four[1];
            groups[parts.length] = four[2] << 8 | four[3];
        }
        return groups;
    }

    private static String written(int[] groups) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < groups.length; i++) {
            int run = i;
            while (run < groups.length && groups[run] == 0) {
                run++;
            }
            if (run - i > length) {
                start = i;
                length = run - i;
            }
            i = Math.max(i, run - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                boolean joined = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(joined ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
