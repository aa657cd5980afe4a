package org.linzhang.patrol.track;

import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.Problem;

/**
 * Reads the track points of a GPX recording, 1.0 or 1.1, all tracks in the order of the file; waypoints and routes are no
 * track.
 *
 * <p>A reader of our own, because every point must be kept where a recorder wrote times that cannot be (the year 1901) or
 * none at all, and because it holds nothing but the points. Speed, accuracy and mock are known by their local name,
 * wherever the recorder puts them: GPX 1.0 has a speed, in 1.1 they are extensions. No document type is accepted, so no
 * entity is ever expanded or fetched.
 */
public final class GpxReader {

    private static final XMLInputFactory XML = xml();

    private final XMLStreamReader in;
    private final List<Point> points = new ArrayList<>();

    private GpxReader(XMLStreamReader in) {
        this.in = in;
    }

    /**
     * @throws UnreadableEventException where it is no GPX
     * @throws InvalidField that names the first point and field that is not valid
     */
    public static List<Point> read(byte[] gpx) {
        try {
            return new GpxReader(XML.createXMLStreamReader(new ByteArrayInputStream(gpx))).document();
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            throw new UnreadableEventException(
                    at == null
                            ? "is no XML"
                            : "is no XML: line %d, column %d".formatted(at.getLineNumber(), at.getColumnNumber()));
        }
    }

    private List<Point> document() throws XMLStreamException {
        boolean root = true;
        while (in.hasNext()) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                if (root && !in.getLocalName().equals("gpx")) {
                    throw new UnreadableEventException("is no GPX but " + in.getLocalName());
                }
                root = false;
                if (in.getLocalName().equals("trkpt")) {
                    points.add(point(points.size()));
                    Points.checkCount(points.size());
                }
            }
        }
        return Points.checked(points);
    }

    private Point point(int index) throws XMLStreamException {
        double lat = Points.lat(number(in.getAttributeValue(null, "lat")), index);
        double lon = Points.lon(number(in.getAttributeValue(null, "lon")), index);
        Instant time = null;
        Double altitude = null;
        Double accuracy = null;
        Double speed = null;
        boolean mock = false;
        var text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    var said = text.toString().strip();
                    text.setLength(0);
                    switch (in.getLocalName()) {
                        case "time" -> time = time(said);
                        case "ele" -> altitude = number(said);
                        case "accuracy" -> accuracy = number(said);
                        case "speed" -> speed = number(said);
                        case "mock" -> mock = said.equals("true") || said.equals("1");
                        default -> {
                            // what else a recorder notes, such as satellites, is no part of a track
                        }
                    }
                }
                default -> {
                    // comments, spaces
                }
            }
        }
        return Point.of(time, lat, lon, altitude, accuracy, speed, mock);
    }

    private int next() throws XMLStreamException {
        int event = in.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableEventException("must have no document type and no entities");
        }
        return event;
    }

    private static Double number(String text) {
        try {
            return text == null ? null : Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** GPX times are UTC where they state no offset; one that is no time is none. */
    private static Instant time(String text) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
            return parsed instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(parsed);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The JDK's own parser, whatever else lies on the class path, with all that reaches out of the document shut. */
    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** 400: the body is no GPX. */
    static final class UnreadableEventException extends Problem {

        UnreadableEventException(String detail) {
            super(400, "malformed-gpx", "The body is no readable GPX", null, "the body " + detail);
        }
    }
}
