import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fullViewMode, readSensorModes } from './sensor-modes.ts'

// As the programs print them, from threads of their users.
const printed = {
  'Camera Module 2': `Available cameras
-----------------
0 : imx219 [3280x2464 10-bit RGGB] (/base/soc/i2c0mux/i2c@1/imx219@10)
    Modes: 'SRGGB10_CSI2P' : 640x480 [206.65 fps - (1000, 752)/1280x960 crop]
                             1640x1232 [41.85 fps - (0, 0)/3280x2464 crop]
                             1920x1080 [47.57 fps - (680, 692)/1920x1080 crop]
                             3280x2464 [21.19 fps - (0, 0)/3280x2464 crop]
           'SRGGB8' : 640x480 [206.65 fps - (1000, 752)/1280x960 crop]
                      1640x1232 [83.70 fps - (0, 0)/3280x2464 crop]
`,
  'Camera Module 3': `Available cameras
-----------------
0 : imx708 [4608x2592 10-bit RGGB] (/base/soc/i2c0mux/i2c@1/imx708@1a)
    Modes: 'SRGGB10_CSI2P' : 1536x864 [120.13 fps - (768, 432)/3072x1728 crop]
                             2304x1296 [56.03 fps - (0, 0)/4608x2592 crop]
                             4608x2592 [14.35 fps - (0, 0)/4608x2592 crop]

1 : ov5647 [2592x1944 10-bit GBRG] (/base/soc/i2c0mux/i2c@0/ov5647@36)
    Modes: 'SGBRG10_CSI2P' : 640x480 [58.92 fps - (16, 0)/2560x1920 crop]
                             9216x6944 [1.00 fps - (0, 0)/9216x6944 crop]
`,
}

describe('of the modes of a camera', () => {
  test.each([
    ['Camera Module 2', 640, '1640x1232'],
    ['Camera Module 2', 2048, '3280x2464'],
    ['Camera Module 3', 640, '2304x1296'],
    ['Camera Module 3', 2048, '4608x2592'],
    ['Camera Module 3', 9_000, '4608x2592'],
  ] as const)('%s shows all of its view, %d rows high, by %s', (name, heightPx, mode) => {
    const chosen = fullViewMode(readSensorModes(printed[name]), heightPx)
    expect(chosen && `${chosen.widthPx}x${chosen.heightPx}`).toBe(mode)
  })

  test.each(['', 'No cameras available!', '0 : imx219 [3280x2464]\n    Modes: none\n'])(
    'none are read from "%s"',
    (text) => {
      expect(readSensorModes(text)).toEqual([])
      expect(fullViewMode([], 640)).toBeUndefined()
    },
  )

  test('any text gives modes or none, never an exception', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(readSensorModes(text))))
  })
})
