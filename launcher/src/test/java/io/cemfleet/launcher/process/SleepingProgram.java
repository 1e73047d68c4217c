package io.cemfleet.launcher.process;

import java.util.concurrent.CountDownLatch;

/** A program that prints one word and waits until it is stopped. */
final class SleepingProgram {
    private SleepingProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("asleep");
        new CountDownLatch(1).await();
    }
}
