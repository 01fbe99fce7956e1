// Package naming knows under which spellings a name is looked for. It is pure:
// it knows no database and no keys.
//
//	王小明      characters 王, 王小, 王小明 · pinyin wang, wangxiao, wangxiaoming · initials wxm
//	欧阳娜      … · pinyin ou, ouyang, ouyangna · initials oyn
//	John Smith  letters jo, joh, john, sm, smi … · pinyin johnsmith
//
// The words:
//
//   - A name is folded before it is compared: full-width and capital letters,
//     accents, traditional characters (陳 is 陈), spaces, dots and emoji do not matter.
//   - A spelling is a way in which somebody may type the name's beginning.
//   - A reading is how a character is pronounced. Many have several; as a surname
//     most of those have one (单 is shan, 曾 is zeng), and some words have their
//     own (重庆 is chong qing). Where people read a given name differently, the
//     name has each spelling.
//
// What holds: spellings are beginnings. Nothing is found by its middle, because
// an index of middles is ten times as large and finds everybody.
package naming
