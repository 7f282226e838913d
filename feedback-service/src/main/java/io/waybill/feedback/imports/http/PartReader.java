package io.waybill.feedback.imports.http;

import io.waybill.feedback.FeedbackProblem;
import io.waybill.feedback.imports.FeedbackFile;
import io.waybill.feedback.imports.store.Imports;
import io.waybill.servicekit.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Makes a part of an import of what was sent. */
final class PartReader {

    private PartReader() {}

    /**
     * @param type of rows that name none
     * @throws ProblemException when it says nothing of any row
     */
    static Imports.Part read(int number, byte[] body, Optional<String> type) {
        return switch (FeedbackFile.read(body, type)) {
            case FeedbackFile.Reading.Readable(var rows) ->
                    new Imports.Part(number, digest(body), rows);
            case FeedbackFile.Reading.Unreadable(String why) ->
                    throw new ProblemException(FeedbackProblem.IMPORT_UNREADABLE, why + ".");
        };
    }

    static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
