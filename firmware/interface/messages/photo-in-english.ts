import type { Catalogue } from './catalogue.ts'

// The last line of every problem that a student cannot solve.
const callStaff = 'Call staff if you need to.'

/** Words of the photo: the requests of the live picture, the choice of two, and the camera's faults. */
export const photoInEnglish = {
  live: (background) => ({
    title: 'Look at the camera',
    lines: ['Take off glasses. Show forehead and eyebrows.', `Background: ${background}.`],
  }),
  count: { title: 'Get ready', lines: ['Hold still and look at the camera.'] },
  taking: { title: 'One moment', lines: ['Taking the photo.'] },
  hint: {
    ready: 'Good, ready',
    brighter: 'Find a brighter place',
    glare: 'Too much light',
    'no-face': 'Put your face in the oval',
    'one-person': 'One person only',
    closer: 'Come closer',
    back: 'Step back a little',
    left: 'Move to the left',
    right: 'Move to the right',
    up: 'A little higher',
    down: 'A little lower',
    straight: 'Look straight at the camera',
    'open-eyes': 'Open your eyes',
    'hold-still': 'Hold still, the picture is blurred',
    'plain-ground': 'Too much going on behind you',
  },
  choose: (photos, left) => ({
    title: photos > 1 ? 'Choose your photo' : 'Do you like this photo?',
    lines: [left > 0 ? `You can take it again ${left} times.` : 'This is the last one.'],
  }),
  flaw: {
    brighter: 'Too dark',
    glare: 'Too bright',
    'no-face': 'No face to be seen',
    'one-person': 'Somebody else is in it',
    closer: 'Too far away',
    back: 'Too close',
    left: 'Not in the middle',
    right: 'Not in the middle',
    up: 'Too low',
    down: 'Too high',
    straight: 'Not straight',
    'open-eyes': 'Eyes closed',
    'hold-still': 'Blurred',
    'plain-ground': 'Busy background',
  },
  suggested: 'Suggested',
  alt: (photo) => `Your photo, choice ${photo}`,
  mirror: 'You, as the camera sees you',
  fault: {
    missing: { title: 'No camera found', lines: ['Its cable may be loose. We try again.', callStaff] },
    failed: { title: 'The camera does not answer', lines: ['We try again in a moment.', callStaff] },
    absent: { title: 'No camera found', lines: ['Its cable may be loose. We try again.', callStaff] },
    busy: { title: 'The camera is in use', lines: ['Another program has it. We try again.', callStaff] },
    hung: { title: 'The camera is stuck', lines: ['It is being restarted.', callStaff] },
    damaged: { title: 'The photo is damaged', lines: ['We try again in a moment.', callStaff] },
  },
} as const satisfies Catalogue['photo']
