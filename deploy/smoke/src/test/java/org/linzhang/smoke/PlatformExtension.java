package org.linzhang.smoke;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one {@link PlatformUnderTest} for all tests and passes it to their parameters. After each test it closes the browser sessions,
 * and after a failed one it first saves {@link FailureArtifacts}.
 */
final class PlatformExtension
        implements BeforeAllCallback, AfterTestExecutionCallback, AfterEachCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        platform(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            FailureArtifacts.save(
                    "%s.%s"
                            .formatted(
                                    context.getRequiredTestClass().getSimpleName(),
                                    context.getRequiredTestMethod().getName()),
                    platform(context));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        platform(context).closeSessions();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PlatformUnderTest.class;
    }

    @Override
    public PlatformUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return platform(context);
    }

    /** Started with the first test class, closed by JUnit after the last one. */
    private static PlatformUnderTest platform(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(PlatformExtension.class))
                .computeIfAbsent(Start.class, _ -> new Start(), Start.class)
                .result();
    }

    /** A start that failed is not repeated; it fails every test. */
    private static final class Start implements AutoCloseable {
        private PlatformUnderTest platform;
        private Exception failure;

        private Start() {
            try {
                platform = PlatformUnderTest.start();
            } catch (InterruptedException | RuntimeException e) {
                failure = e;
            }
        }

        private PlatformUnderTest result() {
            if (platform == null) {
                throw new IllegalStateException("The platform did not start: " + failure.getMessage(), failure);
            }
            return platform;
        }

        @Override
        public void close() {
            if (platform != null) {
                platform.close();
            }
        }
    }
}
