package org.linzhang.local.gpx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The points of all tracks and segments of a GPX file (1.0 or 1.1), in their order. */
final class Recording {
    /** The server's limits for one segment. */
    private static final int MAX_POINTS = 2_000;

    private static final int MAX_BYTES = 1_000_000;

    /** Recorders that have lost the time write 1901, 1970 or 1980. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final String GPX = "http://www.topografix.com/GPX/1/1";

    private final byte[] file;
    private final Document document;
    private final List<Element> points;

    private Recording(byte[] file, Document document) {
        this.file = file;
        this.document = document;
        this.points = elements(document.getElementsByTagNameNS("*", "trkpt")).toList();
    }

    /** The file is no GPX, or has no track. */
    static final class UnreadableFileException extends Exception {
        private UnreadableFileException(String message) {
            super(message);
        }
    }

    static Recording read(byte[] file) throws UnreadableFileException {
        try {
            var recording = new Recording(file, parse(file));
            var root = recording.document.getDocumentElement().getLocalName();
            if (!root.equals("gpx")) {
                throw new UnreadableFileException("it is not GPX but " + root);
            }
            if (recording.points.isEmpty()) {
                throw new UnreadableFileException("it has no track points");
            }
            return recording;
        } catch (SAXException | IOException e) {
            throw new UnreadableFileException("it is not XML that can be accepted: " + e.getMessage());
        }
    }

    int points() {
        return points.size();
    }

    /** The earliest plausible time of a point; else the time of the file; else 1970. */
    Instant start(Instant now) {
        return times(now).min(Instant::compareTo).orElseGet(() -> fileTime(now));
    }

    /** The latest plausible time of a point; else as {@link #start}. */
    Instant end(Instant now) {
        return times(now).max(Instant::compareTo).orElseGet(() -> fileTime(now));
    }

    /** GPX documents within the server's limits: the unchanged file, or several documents if the file is too large. */
    List<byte[]> segments() {
        if (points.size() <= MAX_POINTS && file.length <= MAX_BYTES) {
            return List.of(file);
        }
        int pointsEach = Math.min(MAX_POINTS, Math.max(1, (int) ((long) points.size() * MAX_BYTES / file.length)));
        var segments = new ArrayList<byte[]>();
        for (int from = 0; from < points.size(); from += pointsEach) {
            segments.add(write(points.subList(from, Math.min(from + pointsEach, points.size()))));
        }
        return segments;
    }

    private Stream<Instant> times(Instant now) {
        return points.stream().flatMap(point -> time(point).stream()).filter(time -> isPlausible(time, now));
    }

    private Instant fileTime(Instant now) {
        var root = document.getDocumentElement();
        var metadata = children(root, "metadata").flatMap(element -> time(element).stream());
        return Stream.concat(time(root).stream(), metadata)
                .filter(time -> isPlausible(time, now))
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static boolean isPlausible(Instant time, Instant now) {
        return !time.isBefore(EARLIEST) && !time.isAfter(now);
    }

    private static Optional<Instant> time(Element element) {
        return children(element, "time").findFirst().flatMap(time -> instant(time.getTextContent()));
    }

    /** A time without an offset is UTC. */
    private static Optional<Instant> instant(String text) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text.strip(), Instant::from, LocalDateTime::from);
            return Optional.of(
                    parsed instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(parsed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A GPX document of these points, with all elements in them. */
    private byte[] write(List<Element> part) {
        var gpx = (Element) document.getDocumentElement().cloneNode(false);
        var segment = gpx.appendChild(document.createElementNS(GPX, "trk"))
                .appendChild(document.createElementNS(GPX, "trkseg"));
        part.forEach(point -> segment.appendChild(point.cloneNode(true)));
        var out = new ByteArrayOutputStream();
        try {
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(gpx), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static Stream<Element> children(Element parent, String name) {
        return elements(parent.getChildNodes()).filter(child -> name.equals(child.getLocalName()));
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast);
    }

    /** Rejects document types, and with them external entities. */
    private static Document parse(byte[] file) throws IOException, SAXException {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            var builder = factory.newDocumentBuilder();
            ErrorHandler silent = new DefaultHandler();
            builder.setErrorHandler(silent);
            return builder.parse(new ByteArrayInputStream(file));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
