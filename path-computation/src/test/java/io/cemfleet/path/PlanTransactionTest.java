package io.cemfleet.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.FakeController;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class PlanTransactionTest extends PathComputationTestBase {

    private final List<Boolean> insideATransaction = new CopyOnWriteArrayList<>();
    private FakeController.CallInterceptor direct;

    @BeforeEach
    void watchCalls() {
        direct = controller.calls;
        controller.calls = new FakeController.CallInterceptor() {
            @Override
            public <T> CncResult<T> answer(String operation, Supplier<CncResult<T>> work) {
                insideATransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
                return direct.answer(operation, work);
            }
        };
    }

    @AfterEach
    void watchNoMore() {
        controller.calls = direct;
    }

    @Test
    void aPlanCallsTheControllerBeforeItsTransactionAlone() {
        // when
        var results = plan("INC-1", null, demand("a", SlaTier.GOLD, 100));
        // then
        assertThat(results.at("/0/answer/path_found").asBoolean()).isTrue();
        assertThat(insideATransaction).isNotEmpty().containsOnly(false);
    }
}
