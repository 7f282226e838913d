package io.waybill.language.fieldtypes;

import java.util.HashMap;
import java.util.Map;

/**
 * US states and territories and Canadian provinces, by code or full name in any case. Anything else
 * stays as it is and is still valid; so do the few long names that end in their own code.
 */
public final class States {

    private static final String TABLE =
            """
            AB Alberta
            AK Alaska
            AL Alabama
            AR Arkansas
            AS American Samoa
            AZ Arizona
            BC British Columbia
            CA California
            CO Colorado
            CT Connecticut
            DC District of Columbia DC
            DE Delaware
            FL Florida
            FM Federated States of Micronesia FM
            GA Georgia
            GU Guam
            HI Hawaii
            IA Iowa
            ID Idaho
            IL Illinois
            IN Indiana
            KS Kansas
            KY Kentucky
            LA Louisiana
            MA Massachusetts
            MB Manitoba
            MD Maryland
            ME Maine
            MH Marshall Islands
            MI Michigan
            MN Minnesota
            MO Missouri
            MP Northern Mariana Islands
            MS Mississippi
            MT Montana
            NB New Brunswick
            NC North Carolina
            ND North Dakota
            NE Nebraska
            NH New Hampshire
            NJ New Jersey
            NL Newfoundland and Labrador NL
            NM New Mexico
            NS Nova Scotia
            NT Northwest Territories NT
            NU Nunavut NU
            NV Nevada
            NY New York
            OH Ohio
            OK Oklahoma
            ON Ontario
            OR Oregon
            PA Pennsylvania
            PE Prince Edward Island
            PR Puerto Rico
            PW Palau
            QC Quebec
            RI Rhode Island
            SC South Carolina
            SD South Dakota
            SK Saskatchewan
            TN Tennessee
            TX Texas
            UT Utah
            VA Virginia
            VI U.S. Virgin Islands
            VT Vermont
            WA Washington
            WI Wisconsin
            WV West Virginia
            WY Wyoming
            YT Yukon
            """;

    private static final Map<String, String> NAME_BY_CODE = new HashMap<>();
    private static final Map<String, String> CODE_BY_TEXT = new HashMap<>();

    static {
        TABLE.lines()
                .forEach(line -> {
                    String code = line.substring(0, 2);
                    String name = line.substring(3);
                    NAME_BY_CODE.put(code, name);
                    CODE_BY_TEXT.put(code, code);
                    if (!name.endsWith(" " + code)) {
                        CODE_BY_TEXT.put(Words.upper(name), code);
                    }
                });
    }

    private States() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        String code = CODE_BY_TEXT.get(Words.upper(text));
        if (code == null) {
            return Parsed.valid(text, Texts.withRaw(raw, text, Map.of("name", text)));
        }
        return Parsed.valid(code, Map.of("name", NAME_BY_CODE.getOrDefault(code, text)));
    }
}
