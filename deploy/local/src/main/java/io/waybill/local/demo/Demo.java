package io.waybill.local.demo;

import io.waybill.local.Installation;
import io.waybill.local.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Shows Waybill at work on an installation that is up. */
public final class Demo {

    private final Installation installation;
    private final Progress progress;
    private final Api stranger;

    private Demo(Installation installation, Progress progress) {
        this.installation = installation;
        this.progress = progress;
        this.stranger = new Api(installation.edge(), null);
    }

    /** What was asked for, read and checked before anything is started. */
    public static final class Plan {

        private final DemoOptions options;
        private final List<Map<String, String>> leads;

        private Plan(DemoOptions options, List<Map<String, String>> leads) {
            this.options = options;
            this.leads = leads;
        }
    }

    public static Plan plan(List<String> arguments) {
        var calledFrom = Path.of(System.getProperty("waybill.called-from", ""));
        var options = DemoOptions.parse(arguments, calledFrom.toAbsolutePath());
        var leads =
                options.leads()
                        .map(LeadFile::read)
                        .orElseGet(() -> MadeUpLeads.some(options.count(), System.nanoTime()));
        return new Plan(options, leads);
    }

    /** Runs the demo and gives what it prints on standard output; progress goes elsewhere. */
    public static String run(Installation installation, Plan plan, Progress progress) {
        var result = new Demo(installation, progress).run(plan.leads);
        return plan.options.json() ? result.json(installation) : result.text(installation);
    }

    private DemoResult run(List<Map<String, String>> leads) {
        progress.say("Opening accounts for a seller and four buyers");
        var seller = Party.signUp(stranger, "Demo Seller", true);
        var buyers =
                Arrays.stream(BuyerManner.values())
                        .map(manner -> Party.signUp(stranger, manner.buyer(), false))
                        .toList();
        progress.say("Deploying a flow with four recipients");
        var fields = new TreeSet<String>();
        leads.forEach(lead -> fields.addAll(lead.keySet()));
        var api = stranger.with(seller.apiKey());
        var flow = DemoFlow.deploy(api, DemoFlow.draft(fields, this::urlOf));
        progress.say("Posting " + leads.size() + " leads to " + flow.submitUrl());
        long begin = System.nanoTime();
        new LeadTraffic(stranger, flow.submitUrl(), progress).post(leads);
        var ledger = new Ledger(api);
        var outcomes = ledger.awaitSettled(leads.size());
        progress.say("All settled after %.1f s".formatted((System.nanoTime() - begin) / 1e9));
        var eventIds = ledger.deliveredEventIds();
        progress.say("Sending feedback");
        var feedback = new Feedback(stranger).post(eventIds);
        progress.say("Sending leads out in every way there is");
        EveryWayOut.run(installation, progress);
        return new DemoResult(
                new DemoResult.Parties(seller, buyers), flow, outcomes, eventIds, feedback);
    }

    private URI urlOf(BuyerManner manner) {
        return URI.create(
                "http://127.0.0.1:" + installation.ports().buyer(manner.ordinal()) + "/leads");
    }
}
