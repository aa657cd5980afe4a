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

/** The track of a GPX file (1.0 or 1.1): the points of all its tracks and segments, in their order. */
final class Recording {
    /** What the server takes at once. */
    private static final int MOST_POINTS = 2_000;

    private static final int MOST_BYTES = 1_000_000;

    /** Recorders that lost their clock say 1901, 1970 or 1980. */
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
    static final class UnreadableEventException extends Exception {
        private UnreadableEventException(String message) {
            super(message);
        }
    }

    static Recording read(byte[] file) throws UnreadableEventException {
        try {
            var recording = new Recording(file, parse(file));
            var root = recording.document.getDocumentElement().getLocalName();
            if (!root.equals("gpx")) {
                throw new UnreadableEventException("it is no GPX but " + root);
            }
            if (recording.points.isEmpty()) {
                throw new UnreadableEventException("it has no track points");
            }
            return recording;
        } catch (SAXException | IOException e) {
            throw new UnreadableEventException("it is no XML that can be accepted: " + e.getMessage());
        }
    }

    int points() {
        return points.size();
    }

    /** The first moment of the track. Where its times are missing or can't be: the time of the file; where that is too: 1970. */
    Instant start(Instant now) {
        return times(now).min(Instant::compareTo).orElseGet(() -> fileTime(now));
    }

    /** The last moment of the track, likewise. */
    Instant end(Instant now) {
        return times(now).max(Instant::compareTo).orElseGet(() -> fileTime(now));
    }

    /** GPX documents that the server takes: the file as it is, or where that is too much, its points in several. */
    List<byte[]> pieces() {
        if (points.size() <= MOST_POINTS && file.length <= MOST_BYTES) {
            return List.of(file);
        }
        int most = Math.min(MOST_POINTS, Math.max(1, (int) ((long) points.size() * MOST_BYTES / file.length)));
        var pieces = new ArrayList<byte[]>();
        for (int from = 0; from < points.size(); from += most) {
            pieces.add(write(points.subList(from, Math.min(from + most, points.size()))));
        }
        return pieces;
    }

    private Stream<Instant> times(Instant now) {
        return points.stream().flatMap(point -> time(point).stream()).filter(time -> isSensible(time, now));
    }

    private Instant fileTime(Instant now) {
        var root = document.getDocumentElement();
        var metadata = children(root, "metadata").flatMap(element -> time(element).stream());
        return Stream.concat(time(root).stream(), metadata)
                .filter(time -> isSensible(time, now))
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static boolean isSensible(Instant time, Instant now) {
        return !time.isBefore(EARLIEST) && !time.isAfter(now);
    }

    private static Optional<Instant> time(Element element) {
        return children(element, "time").findFirst().flatMap(time -> instant(time.getTextContent()));
    }

    /** UTC where the time states no offset. */
    private static Optional<Instant> instant(String text) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text.strip(), Instant::from, LocalDateTime::from);
            return Optional.of(
                    parsed instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(parsed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The points as they are, with whatever the recorder noted in them. */
    private byte[] write(List<Element> piece) {
        var gpx = (Element) document.getDocumentElement().cloneNode(false);
        var segment = gpx.appendChild(document.createElementNS(GPX, "trk"))
                .appendChild(document.createElementNS(GPX, "trkseg"));
        piece.forEach(point -> segment.appendChild(point.cloneNode(true)));
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

    /** The JDK's own parser, with all that reaches out of the document shut: no document type, so no entity. */
    private static Document parse(byte[] file) throws IOException, SAXException {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            var builder = factory.newDocumentBuilder();
            ErrorHandler quiet = new DefaultHandler();
            builder.setErrorHandler(quiet);
            return builder.parse(new ByteArrayInputStream(file));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
