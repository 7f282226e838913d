package io.waybill.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeadFileTest {

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "First Name, first_name",
        "Zip, postal_code",
        "ZIP Code, postal_code",
        "Statie, state",
        "State, state",
        "Address, address_1",
        "Company Name, company.name",
        "Phone 1, phone_1",
        "Email, email",
        "Größe (cm), gro_e_cm",
        "  Web-site!, web_site",
        "'', ''"
    })
    void a_header_becomes_the_id_of_a_field(String header, String field) {
        assertThat(Headers.fieldOf(header)).isEqualTo(field);
    }

    @Test
    void rows_become_leads_with_quotes_and_line_breaks_read_and_empty_values_left_out()
            throws Exception {
        var file =
                write(
                        """
                        \uFEFFFirst Name,Company Name,Statie,Zip,Notes
                        James,"Benton, ""John"" B Jr",LA,70116,"two
                        lines"

                        Josephine,,MI,48116,
                        ,,,,
                        """);

        var leads = LeadFile.read(file);

        assertThat(leads).hasSize(2);
        assertThat(leads.getFirst())
                .containsEntry("first_name", "James")
                .containsEntry("company.name", "Benton, \"John\" B Jr")
                .containsEntry("state", "LA")
                .containsEntry("postal_code", "70116")
                .containsEntry("notes", "two\nlines");
        assertThat(leads.getLast()).containsOnlyKeys("first_name", "state", "postal_code");
    }

    @Test
    void the_first_of_two_columns_for_one_field_counts() throws Exception {
        var leads = LeadFile.read(write("Zip,Postal Code\n11111,22222\n"));

        assertThat(leads.getFirst()).containsEntry("postal_code", "11111").hasSize(1);
    }

    @Test
    void a_short_row_has_the_fields_that_it_has() throws Exception {
        var leads = LeadFile.read(write("Email,City,State\na@example.com,Rome\n"));

        assertThat(leads.getFirst()).containsOnlyKeys("email", "city");
    }

    @Test
    void a_file_that_cannot_be_used_is_refused_with_its_name() throws Exception {
        assertThatThrownBy(() -> LeadFile.read(directory.resolve("none.csv")))
                .isInstanceOf(DemoFailed.class)
                .hasMessageContaining("none.csv");
        var headerOnly = write("Email,City\n");
        assertThatThrownBy(() -> LeadFile.read(headerOnly))
                .isInstanceOf(DemoFailed.class)
                .hasMessageContaining("no rows");
        var broken = write("Email,City\n\"a@example.com,Rome\n");
        assertThatThrownBy(() -> LeadFile.read(broken)).isInstanceOf(DemoFailed.class);
    }

    private Path write(String text) throws Exception {
        return Files.writeString(directory.resolve("leads.csv"), text);
    }
}
