const paths = {
  card: "M3 6.5A1.5 1.5 0 0 1 4.5 5h15A1.5 1.5 0 0 1 21 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5zM3 10h18M6.5 15h4",
  coupon:
    "M3 7h18v3.2a1.8 1.8 0 0 0 0 3.6V17H3v-3.2a1.8 1.8 0 0 0 0-3.6zM14.5 7v2M14.5 11v2M14.5 15v2",
  points: "M12 3l2.6 5.6 6.1.7-4.5 4.2 1.2 6L12 16.500l-5.400 3 1.200-6-4.500-4.200 6.100-.7z",
  person:
    "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20.500c.8-3.600 4-5.500 8-5.500s7.200 1.900 8 5.500",
  next: "M9 5l7 7-7 7",
  back: "M15 5l-7 7 7 7",
} as const;

export type IconName = keyof typeof paths;

/** Icon is a picture beside words; it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
