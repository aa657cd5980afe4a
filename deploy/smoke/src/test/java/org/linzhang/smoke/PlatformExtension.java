package org.linzhang.smoke;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link PlatformUnderTest} that all of them share, sends visitors away after each test, and keeps what tells why a test
 * failed.
 */
final class PlatformExtension
        implements BeforeAllCallback, AfterTestExecutionCallback, AfterEachCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        linzhang(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            FailureArtifacts.keep(
                    "%s.%s"
                            .formatted(
                                    context.getRequiredTestClass().getSimpleName(),
                                    context.getRequiredTestMethod().getName()),
                    linzhang(context));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        linzhang(context).sendAllAway();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PlatformUnderTest.class;
    }

    @Override
    public PlatformUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return linzhang(context);
    }

    /** Started with the first test class, closed by JUnit after the last one. */
    private static PlatformUnderTest linzhang(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PlatformExtension.class))
                .computeIfAbsent(Start.class, _ -> new Start(), Start.class)
                .result();
    }

    /** A start that failed fails every test, and is not tried again. */
    private static final class Start implements AutoCloseable {
        private PlatformUnderTest linzhang;
        private Exception failure;

        private Start() {
            try {
                linzhang = PlatformUnderTest.start();
            } catch (InterruptedException | RuntimeException e) {
                failure = e;
            }
        }

        private PlatformUnderTest result() {
            if (linzhang == null) {
                throw new IllegalStateException("The platform is not up: " + failure.getMessage(), failure);
            }
            return linzhang;
        }

        @Override
        public void close() {
            if (linzhang != null) {
                linzhang.close();
            }
        }
    }
}
