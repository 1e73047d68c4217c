package io.cemfleet.launcher.process;

import java.util.concurrent.CountDownLatch;

/** A program that says one word and waits to be stopped. */
final class SleepingProgram {
    private SleepingProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("asleep");
        new CountDownLatch(1).await();
    }
}
