package io.waybill.local.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A way in which a lead leaves Waybill: how it is written, and the door it is handed over at. */
enum Way {
    FORM(Door.HTTP),
    JSON(Door.HTTP),
    XML(Door.HTTP),
    QUERY(Door.HTTP),
    SOAP(Door.HTTP),
    STANDARD(Door.HTTP),
    CUSTOM(Door.HTTP),
    GZIP(Door.HTTP),
    SIGNED(Door.HTTP),
    MAIL(Door.MAIL),
    SFTP(Door.SFTP),
    FTP(Door.FTP),
    CSV_BY_SFTP(Door.SFTP, "csv"),
    TSV_BY_FTP(Door.FTP, "tsv"),
    PIPE_BY_HTTP(Door.HTTP, "pipe"),
    JSON_LINES_BY_MAIL(Door.MAIL, "jsonl"),
    ZIPPED_XML_BY_HTTP(Door.HTTP, "xml");

    static final String EVENT_ID = "event_id";
    static final String EMAIL = "email";
    private static final String LEADS_EVENT_ID = "{{event_id}}";
    private static final String LEADS_EMAIL = "{{lead.email}}";

    private final Door door;
    private final Optional<String> batch;

    Way(Door door) {
        this.door = door;
        this.batch = Optional.empty();
    }

    Way(Door door, String batch) {
        this.door = door;
        this.batch = Optional.of(batch);
    }

    /** Who takes the lead. */
    enum Door {
        HTTP,
        MAIL,
        SFTP,
        FTP
    }

    /**
     * Where the doors are.
     *
     * @param hostKey fingerprint of the SFTP server's key
     * @param mailbox that no other run of the demo writes to
     */
    record Places(int http, int sftp, int ftp, String hostKey, String mailbox) {}

    Door door() {
        return door;
    }

    boolean isBatch() {
        return batch.isPresent();
    }

    /** The key of its step, its path and its folder. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mailbox(Places places) {
        return key() + "." + places.mailbox() + "@example.com";
    }

    /**
     * As {@code POST /api/destinations} takes it.
     *
     * @param leads how many make a batch
     */
    Map<String, Object> destination(Places places, Optional<String> credentialId, int leads) {
        var destination = new LinkedHashMap<String, Object>();
        destination.put("name", key().replace('_', ' '));
        destination.put("transport", transport(places));
        destination.put("settings", settings(places));
        destination.put("repeat_safe", true);
        credentialId.ifPresent(id -> destination.put("credential_id", id));
        batch.ifPresent(format -> {
            var columns = new LinkedHashMap<String, Object>();
            columns.put(EVENT_ID, LEADS_EVENT_ID);
            columns.put(EMAIL, LEADS_EMAIL);
            destination.put(
                    "batch",
                    Map.of(
                            "format",
                            format,
                            "columns",
                            columns,
                            "trigger",
                            Map.of("count", leads),
                            "zip",
                            this == ZIPPED_XML_BY_HTTP));
        });
        return destination;
    }

    private Map<String, Object> transport(Places places) {
        return switch (door) {
            case HTTP -> Map.of("type", "http");
            case MAIL ->
                    Map.of(
                            "type",
                            "mail",
                            "to",
                            List.of(mailbox(places)),
                            "subject",
                            isBatch() ? "Leads {{batch.number}}" : "Lead " + LEADS_EVENT_ID,
                            "text",
                            isBatch() ? "The leads are attached." : "Write to " + LEADS_EMAIL);
            case SFTP -> files("sftp", places.sftp(), Map.of("host_key", places.hostKey()));
            case FTP -> files("ftp", places.ftp(), Map.of("tls", "none"));
        };
    }

    private Map<String, Object> files(String type, int port, Map<String, Object> more) {
        var transport = new LinkedHashMap<>(more);
        transport.put("type", type);
        transport.put("host", "127.0.0.1");
        transport.put("port", port);
        transport.put("directory", "/" + key());
        transport.put("file_name", fileName());
        return transport;
    }

    private String fileName() {
        return batch.map(format -> "leads-{{batch.id}}." + format).orElse(LEADS_EVENT_ID + ".json");
    }

    private Map<String, Object> settings(Places places) {
        var settings = new LinkedHashMap<String, Object>();
        if (door == Door.HTTP) {
            settings.put("url", "http://127.0.0.1:" + places.http() + "/" + key());
        }
        if (isBatch() || door == Door.MAIL) {
            return settings;
        }
        settings.put("format", format());
        switch (this) {
            case CUSTOM -> {
                settings.put("content_type", "text/plain");
                settings.put("body", LEADS_EVENT_ID + " " + LEADS_EMAIL);
            }
            case STANDARD -> settings.put("default.custom." + EVENT_ID, LEADS_EVENT_ID);
            default -> {
                settings.put(prefix() + EVENT_ID, LEADS_EVENT_ID);
                settings.put(prefix() + EMAIL, LEADS_EMAIL);
            }
        }
        if (this == GZIP) {
            settings.put("content_encoding", "gzip");
        }
        return settings;
    }

    private String format() {
        return switch (this) {
            case FORM, XML, QUERY, SOAP, STANDARD, CUSTOM -> key();
            default -> "json";
        };
    }

    private String prefix() {
        return switch (this) {
            case FORM -> "form_field.";
            case XML, SOAP -> "xml_path.lead.";
            case QUERY -> "parameter.";
            default -> "json_property.";
        };
    }
}
