package org.linzhang.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables whose rows belong to regions, by the migrations of a module: tables that have a column of a region, or that
 * refer to such a table, and views of them.
 */
final class ScopedTables {

    private static final String FOLDER = "db/migration";

    private static final String REGION_COLUMN = "\\w*region\\w*";

    private static final Pattern TABLE = Pattern.compile(
            "create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)\\s*\\((.*?)\\)[^();]*;", Pattern.DOTALL);

    private static final Pattern VIEW =
            Pattern.compile("create\\s+(?:or\\s+replace\\s+)?view\\s+(\\w+)\\s+as\\s(.*?);", Pattern.DOTALL);

    private static final Pattern COLUMN = Pattern.compile("^\\s*" + REGION_COLUMN + "\\s", Pattern.MULTILINE);

    private static final Pattern CHANGED_COLUMN = Pattern.compile(
            "alter\\s+table\\s+(\\w+)\\s+(?:rename\\s+column\\s+\\w+\\s+to|add\\s+column(?:\\s+if\\s+not\\s+exists)?)\\s+"
                    + REGION_COLUMN + "\\b");

    private static final Pattern REFERENCE = Pattern.compile("\\breferences\\s+(\\w+)");

    private ScopedTables() {}

    /** Of the migrations on the class path; those in archives belong to other modules. */
    static Set<String> onClassPath() {
        try {
            var sql = new StringBuilder();
            var folders = Thread.currentThread().getContextClassLoader().getResources(FOLDER);
            while (folders.hasMoreElements()) {
                var folder = folders.nextElement().toString();
                if (folder.startsWith("file:")) {
                    sql.append(read(Path.of(URI.create(folder))));
                }
            }
            return of(sql.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param sql in lower case */
    static Set<String> of(String sql) {
        var statements = sql.replaceAll("--[^\\n]*", "");
        var tables = new HashSet<String>();
        matches(TABLE, statements)
                .filter(table -> COLUMN.matcher(table.group(2)).find())
                .forEach(table -> tables.add(table.group(1)));
        matches(CHANGED_COLUMN, statements).forEach(column -> tables.add(column.group(1)));
        int size;
        do {
            size = tables.size();
            matches(TABLE, statements)
                    .filter(table -> matches(REFERENCE, table.group(2)).anyMatch(to -> tables.contains(to.group(1))))
                    .forEach(table -> tables.add(table.group(1)));
        } while (tables.size() > size);
        for (var view : matches(VIEW, statements).toList()) {
            if (tables.stream().anyMatch(table -> view.group(2).matches("(?s).*\\b" + table + "\\b.*"))) {
                tables.add(view.group(1));
            }
        }
        return tables;
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String read(Path folder) throws IOException {
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
        var sql = new StringBuilder();
        for (var file : files) {
            sql.append(Files.readString(file)).append('\n');
        }
        return sql.toString();
    }
}
