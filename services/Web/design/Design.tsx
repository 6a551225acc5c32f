import { useState } from 'preact/hooks';
import { Refused } from '../shared/api/client';
import { Button, IconButton, LinkButton } from '../shared/components/Button';
import { Check, Choices, Segments, Select, TextArea, TextField } from '../shared/components/Field';
import { Icon } from '../shared/components/Icon';
import { Card, Dialog, Empty, Loading, More, Notice, Pill, Plate, Progress, UndoBar } from '../shared/components/Surface';
import { SignInForm } from '../shared/components/SignIn';
import { TopBar } from '../shared/components/TopBar';
import { icons, type IconName } from '../shared/icons/icons';
import { driverShades, palette } from '../shared/styles/palette';
import './design.css';

/** Every component in every state, for whoever makes a page. In English alone: no customer comes here. */
export function Design() {
  return (
    <>
      <TopBar title="Components" />
      <main class="design stack wide">
        <h1 class="unseen">Components</h1>
        <Colours />
        <Type />
        <Buttons />
        <Fields />
        <SigningIn />
        <Surfaces />
        <Icons />
      </main>
    </>
  );
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function Colours() {
  return (
    <Card title="Palette">
      <ul role="list" class="swatches">
        {Object.keys(palette).map((name) => (
          <li key={name}><span class="swatch" style={{ background: `var(--${kebab(name)})` }} /><code class="tiny">{kebab(name)}</code></li>
        ))}
        {driverShades.map((_, i) => (
          <li key={i}><span class="swatch" style={{ background: `var(--driver-${i})` }} /><code class="tiny">driver-{i}</code></li>
        ))}
      </ul>
    </Card>
  );
}

function Type() {
  return (
    <Card title="Type">
      {['3xl', '2xl', 'xl', 'lg', 'md', 'sm', 'xs'].map((step) => (
        <p key={step} style={{ fontSize: `var(--text-${step})`, lineHeight: 1.25 }}>{step} · Collected at 14:05, 3.2 km</p>
      ))}
      <p class="muted">muted · <span class="digits">digits 0123456789</span> · <span class="strong">strong</span></p>
    </Card>
  );
}

function Buttons() {
  const [pressed, press] = useState(false);
  return (
    <Card title="Buttons">
      <div class="row">
        <Button kind="main">The next thing</Button>
        <Button>Another</Button>
        <Button kind="quiet">Quiet</Button>
        <Button kind="danger" icon="trash">Take back</Button>
        <Button kind="main" busy>Sending</Button>
        <Button disabled>Not now</Button>
        <Button pressed={pressed} onClick={() => press(!pressed)}>Pressed or not</Button>
        <LinkButton href="#" icon="phone">A link</LinkButton>
        <IconButton icon="more" label="More" onClick={() => undefined} />
      </div>
      <Button kind="main" large full icon="check">Large and full</Button>
    </Card>
  );
}

function Fields() {
  const [text, setText] = useState('Rivera 2400');
  const [gearbox, setGearbox] = useState<'manual' | 'automatic'>('manual');
  const [slot, setSlot] = useState('a');
  const [agreed, agree] = useState(true);
  return (
    <Card title="Fields">
      <TextField label="A line of text" hint="A word of help." value={text} onInput={setText} />
      <TextField label="With a fault" error="A plate has letters and digits." value="?" onInput={() => undefined} capitals />
      <TextArea label="Some lines" optional="optional" value="" onInput={() => undefined} />
      <Select label="A list" value={gearbox} onChange={setGearbox} options={[{ value: 'manual', label: 'Manual' }, { value: 'automatic', label: 'Automatic' }]} />
      <Segments label="A few" value={gearbox} onChange={setGearbox} options={[{ value: 'manual', label: 'Manual' }, { value: 'automatic', label: 'Automatic' }]} />
      <Choices
        label="Alternatives" value={slot} onChange={setSlot}
        options={[
          { value: 'a', content: <div class="ends"><span class="strong digits">09:00 – 10:00</span><Pill mood="good">best</Pill></div> },
          { value: 'b', content: <span class="strong digits">14:00 – 15:30</span> },
        ]}
      />
      <Check label="Yes or no" hint="What it means." checked={agreed} onChange={agree} />
    </Card>
  );
}

function Surfaces() {
  const [asked, ask] = useState(false);
  const [left, setLeft] = useState(0);
  return (
    <Card title="Notices, pills and the rest">
      <Notice title="Note">Something to know.</Notice>
      <Notice mood="good">It is done.</Notice>
      <Notice mood="caution" action={<Button kind="quiet">Do it</Button>}>Something wants attention.</Notice>
      <Notice mood="danger" title="Wrong">Something went wrong, and what to do.</Notice>
      <div class="row">
        <Pill>plain</Pill><Pill mood="note">on the way</Pill><Pill mood="good" icon="check">done</Pill><Pill mood="caution">at risk</Pill><Pill mood="danger">failed</Pill>
        <Plate>SBC 1234</Plate>
      </div>
      <Progress label="Lifts in use" value={0.7} />
      <Progress label="Lifts in use" value={0.95} mood="caution" />
      <Loading label="Looking for windows" shown />
      <More summary="More that opens">Here it is.</More>
      <Empty icon="calendar" title="Nothing today" action={<Button>Look at tomorrow</Button>}>Work appears here when a plan is published.</Empty>
      <div class="row">
        <Button onClick={() => ask(true)}>Dialog</Button>
        <Button onClick={() => setLeft(left === 0 ? 5 : 0)}>Undo bar</Button>
      </div>
      {asked && (
        <Dialog title="A question" closeLabel="Close" onClose={() => ask(false)} footer={<Button kind="main" onClick={() => ask(false)}>Yes</Button>}>
          <p>Over the page, until it is answered.</p>
        </Dialog>
      )}
      {left > 0 && <UndoBar text="Collected" secondsLeft={left} undoLabel="Undo" onUndo={() => setLeft(0)} />}
    </Card>
  );
}

function SigningIn() {
  return (
    <Card title="Signing in">
      <SignInForm onSignIn={() => Promise.reject(new Refused(401, 'wrong-credentials', '', new Map()))} />
    </Card>
  );
}

function Icons() {
  return (
    <Card title="Icons">
      <ul role="list" class="swatches">
        {(Object.keys(icons) as IconName[]).map((name) => <li key={name}><Icon name={name} size="1.75rem" /><code class="tiny">{name}</code></li>)}
      </ul>
    </Card>
  );
}
