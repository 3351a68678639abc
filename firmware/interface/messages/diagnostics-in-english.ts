import type { DiagnosticsMessages } from './diagnostics-messages.ts'

const lookAtLamp = ['Look at the lamp in front of the box.']

export const doctorInEnglish: DiagnosticsMessages = {
  working: {
    title: 'The box is being examined',
    lines: ['Three minutes at most.', 'Do not unplug anything.'],
  },
  question: {
    'scanner-light': {
      title: 'Does the finger sensor shine blue?',
      lines: ['Look at the ring around its glass.'],
    },
    'lamp-red': { title: 'Is the lamp red?', lines: lookAtLamp },
    'lamp-amber': { title: 'Is the lamp yellow?', lines: lookAtLamp },
    'lamp-green': { title: 'Is the lamp green?', lines: lookAtLamp },
    'lamp-blue': { title: 'Is the lamp blue?', lines: lookAtLamp },
    buzzer: { title: 'Did you hear two short beeps?', lines: [] },
    voice: { title: 'Did you hear a voice?', lines: [] },
  },
  task: {
    'press-finger': {
      title: 'Press one finger on the sensor',
      lines: ['Any finger. Its picture is not kept.'],
    },
    'press-help': { title: 'Press the help button', lines: ['In front of the box, within 20 seconds.'] },
  },
  result: (faults, unseen) => ({
    title: faults === 0 ? 'All that was examined is good' : `${faults} parts need repair`,
    lines: [
      'Take a picture of this code for the technician.',
      ...(unseen === 0 ? [] : [`${unseen} parts could not be examined.`]),
    ],
  }),
  qrAlt: 'QR code of the findings',
  code: (code) => `Code for the phone: ${code.slice(0, 3)} ${code.slice(3)}`,
  part: {
    board: 'Board',
    scanner: 'Fingerprint reader',
    press: 'Finger press',
    camera: 'Camera',
    'face-check': 'Face check',
    lamp: 'Lamp',
    buzzer: 'Buzzer',
    voice: 'Voice',
    'help-button': 'Help button',
    touch: 'Touch screen',
    storage: 'Memory card',
    kept: 'Kept data',
    space: 'Room on the card',
    memory: 'Memory',
    temperature: 'Temperature',
    voltage: 'Supply',
    clock: 'Clock',
    seal: 'Seal',
    link: 'Network',
  },
  button: { examine: 'Examine the box', yes: 'Yes', no: 'No' },
}
