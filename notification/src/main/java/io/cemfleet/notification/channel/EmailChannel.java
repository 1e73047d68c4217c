package io.cemfleet.notification.channel;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.NotificationSettings;
import io.cemfleet.notification.message.Bundle;
import io.cemfleet.notification.message.Letter;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

@Component
class EmailChannel implements Channel {
    private final JavaMailSender sender;
    private final NotificationSettings.Email settings;

    EmailChannel(JavaMailSender sender, NotificationSettings settings) {
        this.sender = sender;
        this.settings = settings.email();
    }

    @Override
    public NotificationChannel name() {
        return NotificationChannel.EMAIL;
    }

    @Override
    public Attempt send(Bundle bundle) {
        Letter letter = bundle.letter();
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(settings.from());
        mail.setTo(settings.to().split("\\s*,\\s*"));
        mail.setSubject(letter.subject());
        mail.setText(letter.text());
        try {
            sender.send(mail);
            return new Attempt.Sent();
        } catch (MailParseException | MailPreparationException e) {
            return new Attempt.Refused("cannot be written as mail");
        } catch (MailException e) {
            return new Attempt.Later("the mail server did not take it", null);
        }
    }
}
