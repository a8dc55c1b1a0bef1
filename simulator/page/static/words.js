/** All words of the page, Vietnamese and English side by side; a third form is the English singular. */

const TABLE = {
  pageTitle: ["{title} – trang trò chuyện thử", "{title} – trial chat page"],
  offline: ["Mất kết nối. Đang nối lại…", "Connection lost. Reconnecting…"],
  fileRefused: ["Chưa gửi được tệp.", "The file could not be sent."],
  otherLanguage: ["English", "Tiếng Việt"],
  themeAuto: ["Màu nền: theo máy", "Colours: as the system"],
  themeLight: ["Màu nền: sáng", "Colours: light"],
  themeDark: ["Màu nền: tối", "Colours: dark"],
  close: ["Đóng", "Close"],
  cancel: ["Bỏ", "Cancel"],
  understood: ["Đã hiểu", "OK"],

  addPerson: ["Thêm người", "Add a person"],
  choosePerson: ["Chọn người để đóng vai", "Choose whom to play"],
  changePerson: ["Đổi người", "Change person"],
  searchPeople: ["Tìm theo tên hoặc chức vụ", "Search by name or post"],
  committee: ["Cấp ủy và văn phòng", "Committee and office"],
  citizens: ["Người dân", "Citizens"],
  citizen: ["Người dân", "Citizen"],
  nobodyFound: ["Không tìm thấy ai.", "Nobody found."],
  peopleFound: ["{n} người", "{n} people", "{n} person"],
  paneOf: ["Màn hình của {name}", "Screen of {name}"],
  closePane: ["Đóng màn hình của {name}", "Close the screen of {name}"],
  openInTab: ["Mở {name} ở thẻ mới", "Open {name} in a new tab"],
  hasBlocked: ["đã chặn trợ lý", "has blocked the bot"],
  panes: ["Các màn hình", "Screens"],
  controls: ["Điều khiển", "Controls"],

  chatsOf: ["Các cuộc trò chuyện của {name}", "Chats of {name}"],
  noChats: ["Chưa có cuộc trò chuyện nào.", "No chats yet."],
  chooseChat: ["Chọn một cuộc trò chuyện để xem.", "Choose a chat to read."],
  backToChats: ["Về danh sách", "Back to the chats"],
  unread: ["{n} tin chưa đọc", "{n} unread messages", "{n} unread message"],
  lastWords: ["{author}: {text}", "{author}: {text}"],
  private: ["trợ lý", "bot"],
  group: ["nhóm", "group"],
  channel: ["kênh", "channel"],
  forum: ["nhóm có chủ đề", "group with topics"],
  isWriting: ["{name} đang soạn…", "{name} is writing…"],
  blockBot: ["Chặn trợ lý", "Block the bot"],
  unblockBot: ["Bỏ chặn", "Unblock"],

  topics: ["Chủ đề", "Topics"],
  allTopics: ["Tất cả", "All"],
  generalTopic: ["Chung", "General"],
  closedTopic: ["{name} (đã đóng)", "{name} (closed)"],
  newInTopic: ["có tin mới", "new messages"],
  messagesIn: ["Tin nhắn trong {title}", "Messages in {title}"],
  noMessages: ["Chưa có tin nhắn nào.", "No messages yet."],
  pinnedMessage: ["Tin đã ghim", "Pinned message"],
  notFound: ["Không tìm thấy tin ấy.", "That message was not found."],
  toNewest: ["Về tin mới nhất", "To the newest message"],
  newBelow: ["{n} tin mới ở dưới", "{n} new messages below", "{n} new message below"],

  me: ["Tôi", "Me"],
  bot: ["trợ lý", "bot"],
  edited: ["đã sửa", "edited"],
  forwarded: ["Chuyển tiếp từ {name}", "Forwarded from {name}"],
  answerTo: ["Trả lời {name}", "Answer to {name}"],
  actions: ["Thao tác với tin này", "Message actions"],
  photo: ["Hình ảnh", "Photo"],
  showPhoto: ["Xem hình lớn", "Show the photo large"],
  download: ["Tải tệp {name}", "Download {name}"],
  keyboard: ["Các nút dưới tin nhắn", "Buttons below the message"],
  expand: ["Xem thêm", "Show more"],
  collapse: ["Thu gọn", "Show less"],
  spoiler: ["Nội dung được che, bấm để xem", "Hidden text, press to show"],
  joined: ["{names} đã vào nhóm", "{names} joined the group"],
  left: ["{names} đã rời nhóm", "{names} left the group"],
  pinned: ["{author} đã ghim một tin", "{author} pinned a message"],
  pinnedText: ["{author} đã ghim “{text}”", "{author} pinned “{text}”"],
  topic: ["{author} đã mở chủ đề “{text}”", "{author} opened the topic “{text}”"],
  topic_changed: ["{author} đã đổi chủ đề", "{author} changed the topic"],
  topic_changedText: ["{author} đã đổi chủ đề thành “{text}”", "{author} changed the topic to “{text}”"],
  other: ["{author} đã thay đổi cuộc trò chuyện", "{author} changed the chat"],
  otherText: ["{author}: {text}", "{author}: {text}"],

  pollAnonymous: ["Thăm dò kín", "Anonymous poll"],
  pollPublic: ["Thăm dò công khai", "Public poll"],
  pollClosed: ["Thăm dò đã kết thúc", "Poll closed"],
  voters: ["{n} người đã chọn", "{n} people voted", "{n} person voted"],
  vote: ["Gửi lựa chọn", "Vote"],
  retract: ["Rút lại lựa chọn", "Retract the vote"],
  result: ["{text}: {n} phiếu, {share}%", "{text}: {n} votes, {share}%", "{text}: {n} vote, {share}%"],
  myResult: ["{text}: {n} phiếu, {share}%, tôi đã chọn", "{text}: {n} votes, {share}%, my choice", "{text}: {n} vote, {share}%, my choice"],

  write: ["Viết tin nhắn", "Write a message"],
  caption: ["Thêm lời cho tệp", "Add a caption"],
  send: ["Gửi", "Send"],
  attach: ["Đính kèm tệp", "Attach a file"],
  commands: ["Các lệnh", "Commands"],
  start: ["START", "START"],
  mayNotWrite: ["Ở đây chỉ người quản trị được viết.", "Only admins can write here."],
  replying: ["Trả lời {name}", "Reply to {name}"],
  quoting: ["Trích lời {name}", "Quoting {name}"],
  editing: ["Sửa tin nhắn", "Edit the message"],
  attaching: ["Gửi kèm tệp", "Send with a file"],
  quickAnswers: ["Câu trả lời sẵn", "Quick answers"],
  quoteReply: ["Trích dẫn và trả lời", "Reply with quote"],
  dropHere: ["Thả tệp vào đây để gửi", "Drop the file here to send it"],
  tooBig: ["Tệp lớn hơn 20 MB, không gửi được.", "The file is larger than 20 MB and cannot be sent."],

  react: ["Thả cảm xúc {emoji}", "React with {emoji}"],
  reply: ["Trả lời", "Reply"],
  edit: ["Sửa", "Edit"],
  copy: ["Chép nội dung", "Copy the text"],
  copied: ["Đã chép.", "Copied."],
  delete: ["Xóa", "Delete"],
  confirmDelete: ["Xóa tin nhắn này?", "Delete this message?"],
  messageFromBot: ["Trợ lý trả lời", "The bot answers"],

  clock: ["Đồng hồ", "Clock"],
  hour: ["+1 giờ", "+1 hour"],
  morning: ["Sáng làm việc tới", "Next working morning"],
  day: ["+1 ngày", "+1 day"],
  nudge: ["Lần nhắc tới", "Next nudge"],
  moving: ["Thời gian đang trôi…", "Time is passing…"],
  arrived: ["Đã đến:", "Arrived:"],
  arrivedEntry: ["{name} · {title}: {n} tin", "{name} · {title}: {n} messages", "{name} · {title}: {n} message"],
  nothingArrived: ["Không có tin mới.", "Nothing new arrived."],

  curtain: ["Hậu trường", "Behind the curtain"],
  calls: ["Lời gọi", "Calls"],
  outbox: ["Hộp gửi", "Outbox"],
  journal: ["Nhật ký", "Journal"],
  nothingYet: ["Chưa có gì.", "Nothing yet."],
  weather: ["Đường truyền", "Network"],
  fine: ["Tốt", "Fine"],
  flood: ["Nghẽn (429)", "Flood (429)"],
  errors: ["Lỗi máy chủ (5xx)", "Server errors (5xx)"],
  slow: ["Mạng chậm", "Slow"],
  power: ["Trợ lý", "The bot"],
  isOn: ["Đang chạy", "Running"],
  isOff: ["Đang tắt", "Switched off"],
  switchOff: ["Tắt", "Switch off"],
  switchOn: ["Bật", "Switch on"],
  kill: ["Ngắt đột ngột rồi bật lại", "Kill and restart"],
  blocking: ["Chặn trợ lý", "Blocking the bot"],
  blocks: ["{name} chặn trợ lý", "{name} blocks the bot"],
  at: ["Lúc", "Time"],
  chat: ["Nơi nhận", "Chat"],
  kind: ["Loại", "Kind"],
  state: ["Trạng thái", "State"],
  attempts: ["Lần", "Tries"],
  actor: ["Ai", "Who"],
  fact: ["Việc", "Fact"],
  cause: ["Do đâu", "Cause"],

  tour: ["Hướng dẫn", "Tour"],
  tourProgress: ["Đã xong {n} trên {all} bước", "{n} of {all} steps done"],
  tourStep: ["Bước {n}/{all}: {title}", "Step {n}/{all}: {title}"],
  stepDone: ["đã xong", "done"],
  playAs: ["Đóng vai {name}", "Play {name}"],
  offer_sample: ["Gửi giúp một dự thảo mẫu", "Hand in a sample draft for me"],
  offer_others_vote: ["Cho mọi người khác biểu quyết", "Let everybody else vote"],
  tourDone: [
    "Xong cả rồi. Đồng chí đã đi hết một vòng của nghị quyết, từ dự thảo đến thi hành. Mời đồng chí tự thử tiếp.",
    "All done. You have followed a resolution all the way, from the draft to its execution. Now try it as you like.",
  ],
};

const LANGUAGES = ["vi", "en"];
const TURNS_WRITING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
let spoken = "vi";

/** The language of the page: "vi" or "en". */
export function language() {
  return spoken;
}

/** Speak another language from now on. */
export function speak(wanted) {
  spoken = LANGUAGES.includes(wanted) ? wanted : "vi";
  document.documentElement.lang = spoken;
}

/** Whether the table has words for this. */
export function hasWords(key) {
  return key in TABLE;
}

/** A whole sentence with its fields filled in; `n` chooses between singular and plural. */
export function say(key, fields = {}) {
  const [vietnamese, english, one] = TABLE[key];
  const sentence = spoken === "vi" ? vietnamese : fields.n === 1 && one ? one : english;
  return sentence.replace(/\{(\w+)\}/gu, (_, name) => isolated(String(fields[name] ?? "")));
}

function isolated(value) {
  return TURNS_WRITING.test(value) ? `\u2068${value}\u2069` : value;
}
