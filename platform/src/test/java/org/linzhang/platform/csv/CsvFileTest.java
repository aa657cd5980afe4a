package org.linzhang.platform.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvFileTest {

    @Test
    void a_quoted_field_may_contain_commas_quotes_and_line_breaks() throws IOException {
        // When
        var records = read("code,name\r\n512002,\"雁江区, \"\"首府\"\"\"\r\n512021,\"安岳\n县\"\r\n");
        // Then
        assertThat(records).extracting(line -> line.get("name")).containsExactly("雁江区, \"首府\"", "安岳\n县");
    }

    @Test
    void a_byte_order_mark_spaces_and_blank_lines_are_ignored() throws IOException {
        // When
        var records = read("\uFEFFcode,name\n\n 512002 , 雁江区 \n\n");
        // Then
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().get("code")).isEqualTo("512002");
        assertThat(records.getFirst().get("name")).isEqualTo("雁江区");
    }

    private static List<CSVRecord> read(String text) throws IOException {
        return CsvFile.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
