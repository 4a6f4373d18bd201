import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageFrame } from '@/components/page-frame';
import { interviewerQuery } from '@/lib/queries';

const before: readonly (readonly [string, readonly string[]])[] = [
  [
    'Who has your data',
    [
      'The person or company that runs this server. Greenroom is a program they installed; its authors receive nothing from it.',
    ],
  ],
  [
    'What is stored',
    [
      'Your account: a username, your e-mail address, and your password, if it has one, in a form that cannot be turned back. A guest account has neither address nor password.',
      'Your interviews: the questions, your answers and drafts, the marks and the reports.',
      'Accounts at Instagram that you connect: their name and followers, their posts with the figures over time, what was worked out from them, what you said of it, and the permission to read them, encrypted.',
      'Other ways in, where you set them up: your number and name at GitHub, the public keys of your passkeys and what you named them, the secret of your authenticator app, encrypted, and your recovery codes in a form that cannot be turned back.',
      'What keeps accounts safe: for each session, and for what happened to your account, when it was, from which network address, and what your browser says about itself. What happened is kept for a year. For a short time also how often your network address asked for something.',
      'The address that somebody put on the waitlist.',
    ],
  ],
];

const after: typeof before = [
  [
    'In your browser',
    [
      'One cookie keeps you logged in. No script can read it, and it is sent to this server only.',
      'While you connect an account at Instagram, or come by GitHub, a second cookie makes sure that it is your browser that comes back. It lasts ten minutes at most.',
      'Small settings stay in the storage of your browser: the theme, whether shortcuts are on, and drafts that were not sent yet.',
      'There are no trackers, no advertising, and no fonts or scripts from other servers.',
    ],
  ],
  [
    'How long',
    [
      'A guest account ends after seven days unless you keep it. Other accounts stay until they are deleted.',
      'In the settings you can download a copy of everything and delete your account. The deletion comes seven days after you ask for it, and logging in before then undoes it. Guest accounts are deleted at once.',
      'Afterwards nothing of you is left in the database, and a confirmed address is off the waitlist too. Two things remain for a while: backups that were made before, until they run out, and for a year a list of what happened on this server, which then knows you only by a number. For anything else, ask whoever runs this server. Under the GDPR they have one month.',
    ],
  ],
];

export function PrivacyPage() {
  return (
    <PageFrame title="Privacy" width="narrow" lede="What this server knows about you, in plain words.">
      <div className="grid gap-10">
        {before.map(([title, paragraphs]) => (
          <Section key={title} title={title} paragraphs={paragraphs} />
        ))}
        <Section
          title="What leaves the server"
          paragraphs={[
            'Nothing, unless the operator has set up one of the following.',
            'A mail server: it gets your address and the mails to you.',
            'GitHub: when you log in by it or link it, this server asks GitHub for your number, your name and your verified address there. What lets it ask is used once and not kept.',
            'Instagram: for accounts that you connect, this server asks for posts and figures, with the permission that you gave. The pictures of the posts come to your browser from servers of Instagram and Facebook, which see your network address then.',
            'A language model: the questions and your answers go to that model to be marked. Each report names who marked it.',
          ]}
        >
          <WhoServes />
        </Section>
        {after.map(([title, paragraphs]) => (
          <Section key={title} title={title} paragraphs={paragraphs} />
        ))}
      </div>
    </PageFrame>
  );
}

type SectionProps = { title: string; paragraphs: readonly string[]; children?: ReactNode };

function Section({ title, paragraphs, children }: SectionProps) {
  return (
    <section className="measure">
      <h2 className="mb-2 font-serif text-[1.25rem] font-medium">{title}</h2>
      <div className="grid gap-2.5 text-ink-2">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {children}
      </div>
    </section>
  );
}

/** The rule above, and which half of it holds here today. */
function WhoServes() {
  const { data } = useQuery(interviewerQuery);
  if (!data) return null;
  return (
    <p className="font-medium text-ink">
      {data.interviewer === 'built_in'
        ? 'Here, today: the built-in interviewer. Your answers stay on this server.'
        : `Here, today: the model ${data.model ?? 'of the operator'}. Your answers are sent to it.`}
    </p>
  );
}

export { PrivacyPage as Component };
