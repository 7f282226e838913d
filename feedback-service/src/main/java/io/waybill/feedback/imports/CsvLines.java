package io.waybill.feedback.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records of CSV (RFC 4180): quotes around a cell, doubled inside it, line breaks inside quotes.
 * Reading goes on behind a record that is broken.
 */
final class CsvLines {

    private final String text;
    private final char delimiter;
    private int at;
    private int start;
    private int line = 1;

    CsvLines(String text) {
        this.text = text;
        this.delimiter = delimiter(text);
    }

    /**
     * @param line on which it begins, from 1
     * @param flaw what is wrong with its quotes
     */
    record Line(int line, List<String> cells, Optional<String> flaw) {

        /** Nothing but space. */
        boolean isBlank() {
            return flaw.isEmpty() && cells.stream().allMatch(String::isBlank);
        }
    }

    /** The next record; empty at the end. */
    Optional<Line> next() {
        if (at >= text.length()) {
            return Optional.empty();
        }
        int begins = line;
        start = at;
        List<String> cells = new ArrayList<>();
        Optional<String> flaw = Optional.empty();
        boolean more = true;
        while (more) {
            if (at < text.length() && text.charAt(at) == '"') {
                int opened = at;
                Optional<String> cell = quoted();
                cells.add(cell.orElse(""));
                if (cell.isEmpty()) {
                    return Optional.of(unclosed(begins, opened, cells));
                }
                if (at < text.length() && !isEnd(text.charAt(at))) {
                    flaw = Optional.of("text follows a closing quote");
                    unquoted();
                }
            } else {
                cells.add(unquoted());
            }
            more = at < text.length() && text.charAt(at) == delimiter;
            if (more) {
                at++;
            }
        }
        endLine();
        return Optional.of(new Line(begins, cells, flaw));
    }

    /** Only the line of the quote is broken; those behind it may be as they should. */
    private Line unclosed(int begins, int opened, List<String> cells) {
        at = opened;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        line = begins + (int) text.substring(start, at).chars().filter(c -> c == '\n').count();
        endLine();
        return new Line(begins, cells, Optional.of("a quote is not closed"));
    }

    private boolean isEnd(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }

    private String unquoted() {
        int from = at;
        while (at < text.length() && !isEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** Empty when the text ends before the quote is closed. */
    private Optional<String> quoted() {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
                line += c == '\n' ? 1 : 0;
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                return Optional.of(cell.toString());
            }
        }
        return Optional.empty();
    }

    private void endLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        line++;
    }

    /** Of comma, semicolon and tab the one that the first line has most of. */
    private static char delimiter(String text) {
        String first = text.lines().findFirst().orElse("");
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = first.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }
}
