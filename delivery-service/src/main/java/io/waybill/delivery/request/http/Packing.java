package io.waybill.delivery.request.http;

import io.waybill.delivery.request.http.SendResult.Answered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Packs requests, and unpacks what some servers pack although nobody asked them to: never more than
 * is kept of a reply, however much it would become.
 */
final class Packing {

    static final String UNKNOWN = "The reply is packed in a way that was not asked for";
    static final String BROKEN = "The reply is packed and cannot be unpacked";

    private Packing() {}

    static byte[] gzip(byte[] clear) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(clear);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** The answer as it would be had it not been packed. */
    static Answered unpacked(Answered answer) {
        String encoding =
                answer.header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> answer;
            case "gzip", "x-gzip", "deflate" -> unpacked(answer, encoding);
            default -> answer.body().length == 0 ? answer : answer.flawed(UNKNOWN);
        };
    }

    private static Answered unpacked(Answered answer, String encoding) {
        if (answer.body().length == 0) {
            return answer;
        }
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        try (InputStream in = opened(answer.body(), encoding)) {
            byte[] some = new byte[4096];
            int room = Call.KEPT_BYTES;
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                clear.write(some, 0, Math.min(read, room));
                if (read > room) {
                    return answer.unpacked(clear.toByteArray(), true);
                }
                room -= read;
            }
            return answer.unpacked(clear.toByteArray(), answer.cut());
        } catch (IOException broken) {
            // What was cut here breaks off there; that it was cut says enough.
            return answer.cut() || !answer.whole()
                    ? answer.unpacked(clear.toByteArray(), answer.cut())
                    : answer.flawed(BROKEN);
        }
    }

    private static InputStream opened(byte[] body, String encoding) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        return encoding.equals("deflate") ? new InflaterInputStream(in) : new GZIPInputStream(in);
    }
}
