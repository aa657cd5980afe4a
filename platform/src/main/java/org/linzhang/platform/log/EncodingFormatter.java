package org.linzhang.platform.log;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Encodes message, context and exceptions of a record before another formatter writes them as text. */
final class EncodingFormatter extends ExtFormatter {

    private final ExtFormatter text;

    EncodingFormatter(ExtFormatter text) {
        this.text = text;
    }

    @Override
    public String format(ExtLogRecord logRecord) {
        return text.format(encoded(logRecord));
    }

    private static ExtLogRecord encoded(ExtLogRecord logRecord) {
        var message = logRecord.getFormattedMessage();
        var thrown = EncodedThrowable.of(logRecord.getThrown());
        boolean isContextSafe = logRecord.getMdcCopy().values().stream().allMatch(LogText::isSafe);
        if ((message == null || LogText.isSafe(message)) && thrown == logRecord.getThrown() && isContextSafe) {
            return logRecord;
        }
        var copy = new ExtLogRecord(logRecord);
        copy.setMessage(message == null ? null : LogText.encode(message), ExtLogRecord.FormatStyle.NO_FORMAT);
        copy.setParameters(null);
        copy.setThrown(thrown);
        logRecord.getMdcCopy().forEach((key, value) -> copy.putMdc(key, LogText.encode(value)));
        return copy;
    }

    @Override
    public boolean isCallerCalculationRequired() {
        return text.isCallerCalculationRequired();
    }
}
