package io.waybill.flowengine.trial.http;

import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.trial.GoldenLead;
import io.waybill.flowengine.trial.TrialReader;
import io.waybill.servicekit.problem.FieldError;
import io.waybill.servicekit.problem.ProblemException;
import java.util.List;

/** What is wrong with a trial, as the error that a caller gets. */
final class TrialProblems {

    private TrialProblems() {}

    static GoldenLead checked(TrialReader.Read read) {
        if (!read.flaws().isEmpty()) {
            throw ProblemException.invalid(errors(read.flaws()));
        }
        return read.lead();
    }

    private static List<FieldError> errors(List<Flaw> flaws) {
        return flaws.stream().map(flaw -> new FieldError(flaw.field(), flaw.message())).toList();
    }
}
