/** isBelow tells whether somebody born on a day (2014-05-20) is younger than an age today. */
export function isBelow(birthday: string, age: number, today: Date): boolean {
  const [year = 0, month = 1, day = 1] = birthday.split("-").map(Number);
  return new Date(year + age, month - 1, day) > today;
}
