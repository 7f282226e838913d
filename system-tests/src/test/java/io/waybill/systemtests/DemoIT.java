package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.systemtests.ledger.Entry;
import io.waybill.systemtests.model.LedgerModel;
import io.waybill.systemtests.model.Settling;
import io.waybill.systemtests.model.Totals;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./waybill demo --json} on a small file, and what it says against the ledger. */
@ExtendWith(Installed.class)
final class DemoIT {
    private static final int LEADS = 12;
    private static final int SEED = 8;
    private static final List<String> CREDENTIALS =
            List.of("account_id", "email", "password", "api_key");

    @TempDir static Path folder;

    private static Script.Result run;
    private static JsonNode said;

    @BeforeAll
    static void the_demo_runs_on_twelve_rows(House house) throws IOException {
        Path csv = folder.resolve("people.csv");
        List<String> lines = new ArrayList<>();
        lines.add("First Name,Last Name,Company Name,Address,City,Statie,Zip,Phone 1,Email");
        for (Contact person : Contact.some(LEADS, SEED)) {
            lines.add(
                    "%s,%s,\"Doe, Jane %s\",1 Main St,Springfield,%s,%s,%s,%s"
                            .formatted(
                                    person.firstName(),
                                    person.lastName(),
                                    "Inc",
                                    person.state(),
                                    person.zip(),
                                    person.phone(),
                                    person.email()));
        }
        Files.write(csv, lines);
        // Started here, so that they end with this run even where it is killed.
        house.installation().start("demo-buyers", System.err::println);
        run = house.waybill("demo", "--leads", csv.toString(), "--json");
        assertThat(run.exit()).as(run.errors()).isZero();
        said = new Http.Answer(run.exit(), run.output()).json();
    }

    @Test
    void standard_output_holds_one_object_with_the_agreed_names() {
        assertThat(run.output().strip()).startsWith("{").endsWith("}");
        assertThat(run.errors()).contains("12 of 12 leads posted");
        assertThat(namesOf(said))
                .containsExactlyInAnyOrder(
                        "base_url",
                        "mail_url",
                        "seller",
                        "buyers",
                        "flow",
                        "source",
                        "leads",
                        "delivery_event_ids",
                        "feedback");
        assertThat(namesOf(said.get("seller"))).containsExactlyInAnyOrderElementsOf(CREDENTIALS);
        assertThat(said.get("buyers")).isNotEmpty();
        for (JsonNode buyer : said.get("buyers")) {
            assertThat(namesOf(buyer)).containsAll(CREDENTIALS).contains("name", "subscription");
            assertThat(buyer.get("subscription").asText()).isIn("free", "paid");
        }
        assertThat(namesOf(said.get("flow"))).containsExactlyInAnyOrder("id", "name");
        assertThat(namesOf(said.get("source"))).containsExactlyInAnyOrder("id", "submit_url");
        assertThat(namesOf(said.get("leads")))
                .containsExactlyInAnyOrder("posted", "success", "failure", "error");
        assertThat(namesOf(said.get("feedback"))).containsExactlyInAnyOrder("posted");
    }

    @Test
    void its_sums_are_those_of_the_ledger(House house) {
        LedgerModel model = house.model();
        Totals totals = model.totalsOf(said.at("/source/id").asText());
        JsonNode leads = said.get("leads");
        assertThat(leads.get("posted").asInt()).isEqualTo(LEADS);
        assertThat(List.of(totals.success(), totals.failure(), totals.error()))
                .isEqualTo(
                        List.of(
                                leads.get("success").asLong(),
                                leads.get("failure").asLong(),
                                leads.get("error").asLong()));
        assertThat(totals.success() + totals.failure() + totals.error()).isEqualTo(LEADS);
        assertThat(totals.failure()).isEqualTo(2);

        List<String> sold =
                model
                        .settlingsOf(model.leadIdsOf(said.at("/source/id").asText()))
                        .entrySet()
                        .stream()
                        .filter(settling -> settling.getValue().outcome().equals("SUCCESS"))
                        .map(Map.Entry<String, Settling>::getKey)
                        .toList();
        List<String> delivered = new ArrayList<>();
        said.get("delivery_event_ids").forEach(id -> delivered.add(id.asText()));
        assertThat(delivered).isNotEmpty().containsExactlyInAnyOrderElementsOf(sold);
    }

    @Test
    void leads_went_out_in_every_format_and_by_every_transport() {
        assertThat(run.errors()).contains("3 leads through 17 ways out");
    }

    @Test
    void its_feedback_is_in_the_ledger(House house) {
        String seller = said.at("/seller/account_id").asText();
        List<Entry> taken =
                house.ledger().read("feedback.events").stream()
                        .filter(entry -> entry.accountId().equals(seller))
                        .filter(entry -> entry.name().equals("FeedbackReceived"))
                        .toList();
        assertThat(taken).isNotEmpty().hasSize(said.at("/feedback/posted").asInt());
    }

    @Test
    void its_addresses_and_keys_work(House house) {
        Http stranger = house.stranger();
        assertThat(said.get("base_url").asText()).isEqualTo(house.installation().edge().toString());
        assertThat(said.at("/source/submit_url").asText())
                .startsWith(
                        said.get("base_url").asText() + "/flows/" + said.at("/flow/id").asText());
        assertThat(stranger.get(said.get("mail_url").asText()).status()).isEqualTo(200);
        Http seller = stranger.as(said.at("/seller/api_key").asText());
        assertThat(seller.get("/api/leads").json().get("items")).hasSize(LEADS);
        for (JsonNode buyer : said.get("buyers")) {
            Http.Answer own =
                    stranger.as(buyer.get("api_key").asText()).get("/api/accounts/current");
            assertThat(own.status()).isEqualTo(200);
            assertThat(own.body()).contains(buyer.get("account_id").asText());
        }
    }

    private static List<String> namesOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
