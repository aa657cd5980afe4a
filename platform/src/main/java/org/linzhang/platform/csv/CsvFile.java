package org.linzhang.platform.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;

/** CSV as in RFC 4180, in UTF-8, with a header line; spreadsheet programs put a byte order mark before it. */
public final class CsvFile {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get();

    private CsvFile() {}

    /**
     * Reads all records; blank lines are skipped.
     *
     * @throws IOException if the file is not readable, or is not CSV
     */
    public static List<CSVRecord> read(InputStream file) throws IOException {
        var withoutMark = BOMInputStream.builder().setInputStream(file).get();
        try (var parser = CSVParser.parse(withoutMark, UTF_8, FORMAT)) {
            return parser.getRecords();
        }
    }
}
